#include "engine/desk/components/parts.h"

namespace sen::desk::components {

using portal::html::Attr;
using portal::html::Text;

void time(portal::html::Writer& w, const portal::Tongue& tongue, Timestamp at) {
  w << "<time datetime=\"" << Attr{portal::machine_time(at)} << "\">" << Text{tongue.format.date_time(at)} << "</time>";
}

}  // namespace sen::desk::components
