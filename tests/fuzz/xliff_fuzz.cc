#include <cstdint>
#include <cstdlib>

#include "engine/base/text.h"
#include "ingest/xliff/xliff.h"

/// XLIFF: as a file that comes back it is read or refused; as a body that goes out it comes back byte for byte when
/// nothing was translated.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using sen::ingest::MessageLanguage;
  const std::string text(reinterpret_cast<const char*>(data), size);
  sen::xliff::Order order{"aaaaaaaaaa/v1",
                          sen::content::Locale("vi"),
                          sen::content::Locale("en"),
                          {"Title", "", "One *two* [three](a).\n"},
                          {}};
  (void)sen::xliff::read_xliff("a.xlf", text, order, MessageLanguage::English);

  // A body holds no bytes that XML cannot hold: the door refuses them.
  for (const unsigned char c : text)
    if ((c < 0x20 && c != '\n' && c != '\t') || c == 0xEF || c == 0x7F) return 0;
  if (!sen::is_utf8(text)) return 0;
  order.words.body = text;
  const auto file = sen::xliff::write_xliff(order);
  if (!file) return 0;
  const auto back = sen::xliff::read_xliff("a.xlf", *file, order, MessageLanguage::English);
  if (!back || back->words != order.words) std::abort();
  for (const sen::ingest::Finding& finding : back->findings)
    if (finding.rule != "xliff-untranslated") std::abort();
  return 0;
}
