#include <algorithm>
#include <cassert>

#include "content/model/address.h"
#include "engine/api/api.h"
#include "engine/api/feed_formats.h"
#include "feeds/feed.h"
#include "feeds/sitemap.h"

namespace sen::api {
namespace {

using http::Parameters;
using http::Request;
using http::Response;
using store::Listing;

/// A listing with the name and the page it has for readers.
struct Named {
  Listing listing;
  std::string title;  ///< Empty of all, and of an organisation until its feed is built.
  std::string home;
};

Made made_text(std::string_view type, std::string bytes, std::vector<content::DependencyKey> reads) {
  Made made;
  made.representation.content_type = type;
  made.representation.etag = http::make_etag(bytes);
  made.representation.identity = std::make_shared<const std::string>(std::move(bytes));
  made.reads = std::move(reads);
  http::compress(made.representation, 5);
  return made;
}

/// Who the organisation is stands in the content: it may be known to the register alone.
Result<feeds::BuiltFeed> build_organisation_feed(const Parts& parts, const store::VisibleContent& content,
                                                 const feeds::FeedSite& site, const Named& named) {
  const content::Organisation organisation =
      SEN_TRY(content.organisation(content::OrganisationCode(named.listing.code), parts.vocabulary));
  feeds::BuiltFeed built =
      SEN_TRY(feeds::build_feed(content, parts.vocabulary, site, named.listing,
                                content::text_in(organisation.names, named.listing.locale), named.home));
  built.reads.push_back({"organisation:" + organisation.code.value});
  return built;
}

Result<feeds::BuiltFeed> build(const Parts& parts, const store::VisibleContent& content, const feeds::FeedSite& site,
                               const Named& named) {
  const Listing& listing = named.listing;
  if (listing.by == Listing::By::Corrections)
    return feeds::build_corrections_feed(content, parts.vocabulary, site, listing.locale);
  if (listing.by == Listing::By::Section && listing.code == "data")
    return feeds::build_catalogue_feed(content, parts.vocabulary, site, listing.locale, named.title, named.home);
  if (listing.by == Listing::By::Organisation) return build_organisation_feed(parts, content, site, named);
  return feeds::build_feed(content, parts.vocabulary, site, listing, named.title, named.home);
}

Result<Response> answer_feed(const Parts& parts, const Request& request, const Named& named, const FeedFormat& format) {
  const feeds::FeedSite site = site_for(parts, request);
  const std::string path = (named.home == "/" ? "" : named.home) + "/feed." + std::string(format.name);
  return parts.keep(request, site.address + path, [&]() -> Result<Made> {
    const store::VisibleContent content = SEN_TRY(parts.library.visible_to(store::Audience::Public));
    feeds::BuiltFeed built = SEN_TRY(build(parts, content, site, named));
    Made made = made_text(format.type, format.write(built.feed, site.address + path), std::move(built.reads));
    made.made_from = content.sequence();
    if (built.feed.updated.milliseconds > 0) made.representation.last_modified = built.feed.updated;
    return made;
  });
}

Result<Named> named_listing(const Parts& parts, Listing::By by, const content::Locale& locale,
                            const std::string& code) {
  const Error missing(ErrorCode::NotFound, "there is no such listing");
  Named named{{by, code, locale}, "", ""};
  switch (by) {
    case Listing::By::All:
    case Listing::By::Type:
      named.home = content::home_path(locale);
      return named;
    case Listing::By::Corrections:
      named.home = content::corrections_path(locale);
      return named;
    case Listing::By::Section: {
      const content::Section* section = parts.vocabulary.section(code);
      if (section == nullptr) return missing;
      named.title = content::text_in(section->labels, locale);
      named.home = content::section_path(locale, code);
      return named;
    }
    case Listing::By::Topic: {
      const content::Topic* topic = parts.vocabulary.topic(code);
      if (topic == nullptr) return missing;
      named.title = content::text_in(topic->names, locale);
      named.home = content::topic_path(locale, code);
      return named;
    }
    case Listing::By::Place: {
      const content::Place* place = parts.vocabulary.place(code);
      if (place == nullptr) return missing;
      named.title = content::text_in(place->names, locale);
      named.home = content::place_path(locale, code);
      return named;
    }
    case Listing::By::Organisation: {
      named.home = content::organisation_path(locale, content::OrganisationCode(code));
      return named;
    }
  }
  return missing;
}

void add_listing(http::Router& router, const Parts& parts, Listing::By by, const std::string& prefix) {
  for (const FeedFormat& format : kFeedFormats)
    router.add(http::Method::Get, prefix + "/feed." + std::string(format.name),
               [&parts, by, &format](const Request& request, const Parameters& parameters) -> Result<Response> {
                 const content::Locale locale = SEN_TRY(parse_language(parts, parameters["lang"]));
                 const Named named = SEN_TRY(named_listing(parts, by, locale, std::string(parameters["code"])));
                 return answer_feed(parts, request, named, format);
               });
}

/// The feed of one type, beside the page at `/{lang}/press/NAME` that lists it.
void add_type(http::Router& router, const Parts& parts, const std::string& type, const std::string& name) {
  for (const FeedFormat& format : kFeedFormats)
    router.add(http::Method::Get, "/{lang}/press/" + name + "/feed." + std::string(format.name),
               [&parts, &format, type, name](const Request& request, const Parameters& parameters) -> Result<Response> {
                 const content::Locale locale = SEN_TRY(parse_language(parts, parameters["lang"]));
                 const content::DocumentType* declared = parts.vocabulary.type(type);
                 assert(declared != nullptr && "the vocabulary that Sen ships has the press room's types");
                 return answer_feed(parts, request,
                                    {{Listing::By::Type, type, locale},
                                     std::string(content::text_in(declared->plural, locale)),
                                     content::section_path(locale, "press") + "/" + name},
                                    format);
               });
}

/// The feed of an incident, beside its page: the id is what counts of the address.
void add_incident(http::Router& router, const Parts& parts) {
  for (const FeedFormat& format : kFeedFormats)
    router.add(http::Method::Get, "/{lang}/press/{incident}/feed." + std::string(format.name),
               [&parts, &format](const Request& request, const Parameters& parameters) -> Result<Response> {
                 const content::Locale locale = SEN_TRY(parse_language(parts, parameters["lang"]));
                 const auto id = content::id_at_end(parameters["incident"]);
                 if (!id) return Error(ErrorCode::NotFound, "there is no such incident");
                 const feeds::FeedSite site = site_for(parts, request);
                 const std::string kind(format.name);
                 return parts.keep(
                     request, site.address + locale.value + "/" + id->value + "/feed." + kind, [&]() -> Result<Made> {
                       const store::VisibleContent content = SEN_TRY(parts.library.visible_to(store::Audience::Public));
                       feeds::BuiltFeed built =
                           SEN_TRY(feeds::build_incident_feed(content, parts.vocabulary, site, *id, locale));
                       Made made = made_text(format.type, format.write(built.feed, built.feed.home + "/feed." + kind),
                                             std::move(built.reads));
                       made.made_from = content.sequence();
                       made.representation.last_modified = built.feed.updated;
                       return made;
                     });
               });
}

/// Sitemaps change with every publication; they are made when asked for.
Result<Response> answer_sitemap(const Parts& parts, const Request& request, std::optional<std::size_t> number) {
  const store::VisibleContent content = SEN_TRY(parts.library.visible_to(store::Audience::Public));
  const feeds::FeedSite site = site_for(parts, request);
  std::string xml = number ? SEN_TRY(feeds::write_sitemap(content, parts.vocabulary, site, *number))
                           : SEN_TRY(feeds::write_sitemap_index(content, site));
  return http::respond(request, made_text("application/xml; charset=utf-8", std::move(xml), {}).representation);
}

}  // namespace

void add_feed_routes(http::Router& router, const Parts& parts) {
  add_listing(router, parts, Listing::By::All, "/{lang}");
  add_listing(router, parts, Listing::By::Section, "/{lang}/{code}");
  add_listing(router, parts, Listing::By::Corrections, "/{lang}/corrections");
  add_listing(router, parts, Listing::By::Topic, "/{lang}/topics/{code}");
  add_listing(router, parts, Listing::By::Place, "/{lang}/provinces/{code}");
  add_listing(router, parts, Listing::By::Organisation, "/{lang}/organisations/{code}");
  add_type(router, parts, "quote", "quotes");
  add_type(router, parts, "press-answer", "answers");
  add_incident(router, parts);
  router.add(http::Method::Get, "/sitemap.xml", [&parts](const Request& request, const Parameters&) {
    return answer_sitemap(parts, request, std::nullopt);
  });
  router.add(
      http::Method::Get, "/sitemap-{number}.xml",
      [&parts](const Request& request, const Parameters& parameters) -> Result<Response> {
        const std::string_view digits = parameters["number"];
        if (digits.empty() || digits.size() > 6 || digits.find_first_not_of("0123456789") != std::string_view::npos)
          return Error(ErrorCode::NotFound, "there is no such sitemap file");
        return answer_sitemap(parts, request, std::stoul(std::string(digits)));
      });
  router.add(http::Method::Get, "/robots.txt", [&parts](const Request& request, const Parameters&) -> Result<Response> {
    return http::respond(
        request,
        made_text("text/plain; charset=utf-8", feeds::write_robots(site_for(parts, request)), {}).representation);
  });
}

}  // namespace sen::api
