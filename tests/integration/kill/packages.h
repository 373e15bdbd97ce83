#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "content/model/vocabulary.h"
#include "engine/store/store.h"

/// Packages that follow from their number alone, so that a test knows what a child that was killed had to store.
/// Every fifth is a real package of files that goes through ingest::Publisher and its worker; the others are
/// committed straight to the store, which is quicker and so meets more moments.
namespace sen::test {

/// Documents of a package; the first is corrected by the next package, if that is not a real one.
inline constexpr int kDocuments = 3;

bool is_real(std::uint64_t package);
std::string document_id(std::uint64_t package, int document);
/// A word that stands in the title of that document and in no other.
std::string unique_word(std::uint64_t package, int document);
/// The picture as it was handed in: several pieces long, of a real package a PNG.
std::string picture_bytes(std::uint64_t package);
/// What stands for a rendition of a package that is not real.
std::string rendition_bytes(std::uint64_t package);

/// Stores package `number`; the one before it must be there, if there is one. `scratch` is a folder for its files,
/// `program` the one that runs the worker.
Result<content::Sequence> store_package(store::Store& store, const content::Vocabulary& vocabulary,
                                        std::uint64_t number, const std::string& scratch, const std::string& program);

}  // namespace sen::test
