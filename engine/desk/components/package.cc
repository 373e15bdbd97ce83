#include "engine/desk/components/package.h"

namespace sen::desk::components {
namespace {

using intake::State;
using portal::Tongue;
using portal::html::Literal;
using portal::html::Text;
using portal::html::Writer;

Literal state_class(State state) {
  switch (state) {
    case State::Refused:
    case State::Failed:
      return " bad";
    case State::Accepted:
      return " warn";
    default:
      return "";
  }
}

std::string stage_label(const Tongue& tongue, std::string_view stage) {
  if (stage == "documents") return tongue.t("Checking documents");
  if (stage == "pictures") return tongue.t("Checking pictures");
  if (stage == "tables") return tongue.t("Checking tables");
  return tongue.t("Reading the files");
}

}  // namespace

std::string state_label(const Tongue& tongue, State state) {
  switch (state) {
    case State::Waiting:
      return tongue.t("Waits for its check");
    case State::Checking:
      return tongue.t("Being checked");
    case State::Accepted:
      return tongue.t("Ready to submit");
    case State::Refused:
      return tongue.t("To be mended");
    case State::AlreadyStored:
      return tongue.t("Already stored");
    case State::Submitting:
      return tongue.t("Being stored");
    case State::Submitted:
      return tongue.t("Submitted");
    case State::Failed:
      return tongue.t("Could not be checked");
  }
  return {};
}

void state_tag(Writer& w, const Tongue& tongue, State state) {
  w << "<span class=\"tag" << state_class(state) << "\">" << Text{state_label(tongue, state)} << "</span>";
}

std::string size_label(const Tongue& tongue, std::uint64_t bytes) {
  constexpr std::uint64_t kThousand = 1000;
  if (bytes < kThousand) return tongue.format.number(bytes) + " B";
  const bool mega = bytes >= kThousand * kThousand;
  const std::uint64_t tenths = (bytes * 10 + (mega ? 500'000 : 500)) / (mega ? 1'000'000 : 1'000);
  const std::string number = std::to_string(tenths / 10) + (tenths % 10 > 0 ? "." + std::to_string(tenths % 10) : "");
  return tongue.format.decimal(number) + (mega ? " MB" : " kB");
}

std::string progress_label(const Tongue& tongue, const intake::Upload& upload) {
  const intake::Upload::Progress& progress = upload.progress;
  if (upload.state == State::Waiting || progress.stage.empty()) return state_label(tongue, upload.state);
  const std::string stage = stage_label(tongue, progress.stage);
  if (progress.all == 0) return stage;
  const bool bytes = progress.stage == "reading";
  const auto said = [&](std::uint64_t n) { return bytes ? size_label(tongue, n) : tongue.format.number(n); };
  return tongue.t("{stage}: {done} of {all}",
                  {{"stage", stage}, {"done", said(progress.done)}, {"all", said(progress.all)}});
}

void counts(Writer& w, const Tongue& tongue, const ingest::Counts& counts) {
  const auto row = [&](const std::string& label, std::uint64_t number) {
    w << "<div><dt>" << Text{label} << "</dt><dd>" << Text{tongue.format.number(number)} << "</dd></div>";
  };
  w << "<dl class=\"counts\">";
  row(tongue.t("Files"), counts.files);
  row(tongue.t("Documents"), counts.documents);
  row(tongue.t("Editions"), counts.editions);
  row(tongue.t("Pictures"), counts.images);
  row(tongue.t("Tables"), counts.datasets);
  w << "</dl>";
}

}  // namespace sen::desk::components
