#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/store/store.h"

/// Packages that follow from their number alone, so that a test knows what a child that was killed had to store.
namespace sen::test {

/// Documents of a package; the first is corrected by the next package.
inline constexpr int kDocuments = 3;

std::string document_id(std::uint64_t package, int document);
/// A word that stands in the title of that document and in no other.
std::string unique_word(std::uint64_t package, int document);
Digest picture_of(std::uint64_t package);
/// The picture's bytes: several pieces long.
std::string picture_bytes(std::uint64_t package);
std::string rendition_bytes(std::uint64_t package);

/// Stores the pictures of package `number` and commits it; the package before it must be there, if there is one.
Result<content::Sequence> store_package(store::Store& store, std::uint64_t number);

}  // namespace sen::test
