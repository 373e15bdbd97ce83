#pragma once

#include <string>

#include "content/model/vocabulary.h"
#include "engine/store/visible_content.h"
#include "feeds/feed_builder.h"

namespace sen::feeds {

/// Documents in one sitemap file. The protocol allows 50,000 addresses and 50 MB; with twelve
/// languages and their alternates a document takes up to 12 addresses of some 2 KB each.
constexpr std::size_t kSitemapDocuments = 1000;

/// The sitemap index (sitemaps.org 0.9): one file for sections and hubs, then files of documents.
Result<std::string> write_sitemap_index(const store::VisibleContent& content, const FeedSite& site);
/// File `number`: 0 holds home pages, sections, topics, provinces, organisations and datasets in
/// every language; from 1 on documents, newest first, each language with its hreflang alternates.
/// Errors: NotFound if there is no such file.
Result<std::string> write_sitemap(const store::VisibleContent& content, const content::Vocabulary& vocabulary,
                                  const FeedSite& site, std::size_t number);
/// robots.txt (RFC 9309): nothing allowed if the site asks not to be indexed.
std::string write_robots(const FeedSite& site);

}  // namespace sen::feeds
