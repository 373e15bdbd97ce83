#include "engine/portal/format.h"

#include <unicode/dtptngen.h>
#include <unicode/gregocal.h>
#include <unicode/numberformatter.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

#include <cctype>

namespace sen::portal {
namespace {

constexpr std::chrono::hours kVietNam(7);

/// Gregorian years and Latin digits in every language: figures of one table look alike (reference: CLDR `u`
/// extensions).
icu::Locale icu_locale(const content::Locale& locale) {
  UErrorCode status = U_ZERO_ERROR;
  icu::Locale found = icu::Locale::forLanguageTag(locale.value + "-u-ca-gregory-nu-latn", status);
  return U_SUCCESS(status) ? found : icu::Locale::getEnglish();
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

/// The pattern of a date; ICU's own Vietnamese ones have a comma where people write `năm`.
icu::UnicodeString pattern(const icu::Locale& locale, const content::Locale& language, std::string_view skeleton) {
  if (language.value == "vi") {
    if (skeleton == "yMMMMd") return u"'ngày' d 'tháng' M 'năm' y";
    if (skeleton == "yMMMd") return u"d/M/y";
    if (skeleton == "yMMM") return u"M/y";
    if (skeleton == "yQQQ") return u"'quý' Q/y";
  }
  if (language.value == "en") {
    if (skeleton == "yMMMMd") return u"d MMMM y";
    if (skeleton == "yMMMd") return u"d MMM y";
  }
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::DateTimePatternGenerator> generator(
      icu::DateTimePatternGenerator::createInstance(locale, status));
  if (U_FAILURE(status)) return u"y-MM-dd";
  return generator->getBestPattern(icu::UnicodeString::fromUTF8(std::string(skeleton)), status);
}

}  // namespace

class Format::Impl {
 public:
  explicit Impl(const content::Locale& locale)
      : language_(locale),
        locale_(icu_locale(locale)),
        numbers_(icu::number::NumberFormatter::withLocale(locale_)),
        long_(make("yMMMMd")),
        short_(make("yMMMd")),
        month_(make("yMMM")),
        quarter_(make("yQQQ")) {}

  std::string format(const icu::SimpleDateFormat& pattern_, Timestamp at) const {
    icu::UnicodeString out;
    // A SimpleDateFormat writes into its calendar: each call works on a copy.
    const std::unique_ptr<icu::SimpleDateFormat> copy(pattern_.clone());
    copy->format(static_cast<UDate>(at.milliseconds), out);
    return to_utf8(out);
  }

  std::string digits(std::string_view text) const {
    UErrorCode status = U_ZERO_ERROR;
    const icu::number::FormattedNumber number =
        numbers_.formatDecimal({text.data(), static_cast<std::int32_t>(text.size())}, status);
    const icu::UnicodeString out = number.toString(status);
    return U_SUCCESS(status) ? to_utf8(out) : std::string(text);
  }

  const content::Locale& language() const { return language_; }
  const icu::SimpleDateFormat& long_date() const { return *long_; }
  const icu::SimpleDateFormat& short_date() const { return *short_; }
  const icu::SimpleDateFormat& month() const { return *month_; }
  const icu::SimpleDateFormat& quarter() const { return *quarter_; }

  /// At most two decimals.
  std::string shortened(std::string_view text, const icu::number::Notation& notation) const {
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString out = icu::number::LocalizedNumberFormatter(numbers_)
                                       .notation(notation)
                                       .precision(icu::number::Precision::maxFraction(2))
                                       .formatDecimal({text.data(), static_cast<std::int32_t>(text.size())}, status)
                                       .toString(status);
    return U_SUCCESS(status) ? to_utf8(out) : std::string(text);
  }

  std::string exact(std::string_view text) const {
    UErrorCode status = U_ZERO_ERROR;
    const std::size_t dot = text.find('.');
    const auto decimals = static_cast<std::int32_t>(dot == std::string_view::npos ? 0 : text.size() - dot - 1);
    const icu::UnicodeString out = icu::number::LocalizedNumberFormatter(numbers_)
                                       .precision(icu::number::Precision::fixedFraction(decimals))
                                       .formatDecimal({text.data(), static_cast<std::int32_t>(text.size())}, status)
                                       .toString(status);
    return U_SUCCESS(status) ? to_utf8(out) : std::string(text);
  }

 private:
  std::unique_ptr<icu::SimpleDateFormat> make(std::string_view skeleton) const {
    UErrorCode status = U_ZERO_ERROR;
    auto made = std::make_unique<icu::SimpleDateFormat>(pattern(locale_, language_, skeleton), locale_, status);
    made->adoptTimeZone(icu::TimeZone::createTimeZone("Asia/Ho_Chi_Minh"));
    return made;
  }

  content::Locale language_;
  icu::Locale locale_;
  icu::number::LocalizedNumberFormatter numbers_;
  std::unique_ptr<icu::SimpleDateFormat> long_, short_, month_, quarter_;
};

Format::Format(const content::Locale& locale) : impl_(std::make_unique<const Impl>(locale)) {}
Format::Format(Format&&) noexcept = default;
Format& Format::operator=(Format&&) noexcept = default;
Format::~Format() = default;

std::string Format::date(Timestamp at) const {
  return impl_->format(impl_->long_date(), at);
}

std::string Format::short_date(Timestamp at) const {
  return impl_->format(impl_->short_date(), at);
}

std::string Format::date_time(Timestamp at) const {
  const std::string local = machine_time(at);
  std::string out = date(at) + ", " + local.substr(11, 5);
  if (impl_->language().value != "vi") out += " (UTC+7)";
  return out;
}

std::string Format::number(std::uint64_t value) const {
  return impl_->digits(std::to_string(value));
}

std::string Format::decimal(std::string_view text) const {
  return is_decimal(text) ? impl_->exact(text) : std::string(text);
}

std::string Format::rounded(std::string_view text) const {
  if (!is_decimal(text)) return std::string(text);
  return impl_->shortened(
      text, has_scale_word(text) ? icu::number::Notation::compactLong() : icu::number::Notation::simple());
}

std::string Format::abbreviated(std::string_view text) const {
  if (!is_decimal(text)) return std::string(text);
  const std::size_t whole = text.substr(0, text.find('.')).size();
  return impl_->shortened(text, whole > 4 ? icu::number::Notation::compactShort() : icu::number::Notation::simple());
}

std::string Format::period(std::string_view text) const {
  const auto digits = [](std::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  if (text.size() == 7 && digits(text.substr(0, 4)) && text[4] == '-') {
    if (digits(text.substr(5)))
      if (const auto at = parse_rfc3339(std::string(text) + "-15")) return impl_->format(impl_->month(), *at);
    if (text[5] == 'Q' && text[6] >= '1' && text[6] <= '4') {
      const std::string month = std::to_string((text[6] - '1') * 3 + 2);
      const std::string middle = std::string(text.substr(0, 5)) + (month.size() == 1 ? "0" : "") + month + "-15";
      if (const auto at = parse_rfc3339(middle)) return impl_->format(impl_->quarter(), *at);
    }
  }
  if (text.size() == 10)
    if (const auto at = parse_rfc3339(text)) return short_date(*at);
  return std::string(text);
}

bool is_decimal(std::string_view text) {
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  bool digit = false, dot = false;
  for (const char c : text) {
    if (c == '.' && !dot) {
      dot = true;
    } else if (c >= '0' && c <= '9') {
      digit = true;
    } else {
      return false;
    }
  }
  return digit && text.back() != '.';
}

bool has_scale_word(std::string_view text) {
  return is_decimal(text) && text.substr(0, text.find('.')).size() > 6;
}

std::string machine_time(Timestamp at) {
  std::string local = format_rfc3339({(at + kVietNam).milliseconds / 1000 * 1000});
  local.pop_back();
  return local + "+07:00";
}

}  // namespace sen::portal
