#pragma once

#include "engine/portal/html/writer.h"

namespace sen::portal::components {

/// Our own 24-pixel stroke icons, inline; always beside words, so hidden from assistive technology.
enum class Icon {
  Search,
  Globe,
  Link,
  Share,
  Print,
  Download,
  Feed,
  Clock,
  Alert,
  Check,
  Picture,
  Play,
  Chart,
  Pin,
  Arrow,
  Mail,
  Book,
  Flag
};

void icon(html::Writer& w, Icon which);

/// Sen's mark: a lotus of five petals over water.
void mark(html::Writer& w);

}  // namespace sen::portal::components
