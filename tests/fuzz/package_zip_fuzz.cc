#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>

#include "ingest/archive_reader.h"
#include "ingest/entry_names.h"
#include "ingest/zip_directory.h"

/// Any bytes as a package file: its directory, then unpacking into a folder under small limits.
/// Whatever comes out has an accepted name and is within the limits.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sen::ingest;
  static const std::string kFolder = [] {
    std::string name = "/tmp/sen-fuzz-XXXXXX";
    return std::string(mkdtemp(name.data()));
  }();
  const int file = memfd_create("package", MFD_CLOEXEC);
  if (write(file, data, size) != static_cast<ssize_t>(size)) std::abort();
  Limits limits;
  limits.max_unpacked_bytes = 4ULL * 1024 * 1024;
  limits.max_entries = 50;
  Findings findings(MessageLanguage::English);
  const auto entries = unpack_archive("/proc/self/fd/" + std::to_string(file), kFolder, limits, findings, {});
  close(file);
  if (!entries) return 0;
  std::uint64_t total = 0;
  for (const Entry& entry : *entries) {
    if (name_fault(entry.name)) std::abort();
    total += entry.size;
  }
  for (std::size_t i = 0; i < limits.max_entries; ++i) unlink((kFolder + "/" + std::to_string(i)).c_str());
  if (total > limits.max_unpacked_bytes) std::abort();
  return 0;
}
