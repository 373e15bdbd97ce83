#pragma once

#include <memory>
#include <optional>
#include <string>

#include "engine/http/response.h"
#include "feeds/data/export.h"

namespace sen::api {

/// An export as the body of an answer.
class ExportSource final : public http::BodySource {
 public:
  explicit ExportSource(std::unique_ptr<feeds::Export> source) : source_(std::move(source)) {}

  std::optional<std::uint64_t> size() const override { return std::nullopt; }
  Result<std::string> read() override { return source_->read(); }
  Result<void> seek(std::uint64_t) override { return Error(ErrorCode::InvalidInput, "an export has no ranges"); }

 private:
  std::unique_ptr<feeds::Export> source_;
};

}  // namespace sen::api
