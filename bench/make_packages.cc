// Writes made-up packages for a benchmark, and prints their paths.
//   make_packages FOLDER PACKAGES LANGUAGE…     100 documents each, an edition a language
//   make_packages FOLDER table SERIES YEARS     one dataset
#include <iostream>

#include "bench/made_packages.h"

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv, argv + argc);
  if (argc < 4) {
    std::cerr << "usage: make_packages FOLDER PACKAGES LANGUAGE… | make_packages FOLDER table SERIES YEARS\n";
    return 2;
  }
  if (arguments[2] == "table") {
    const std::size_t years = argc > 4 ? std::stoul(arguments[4]) : 100;
    std::cout << sen::bench::make_table_package(arguments[1], std::stoul(arguments[3]), years) << '\n';
    return 0;
  }
  sen::bench::Shape shape;
  shape.packages = std::stoul(arguments[2]);
  shape.languages.assign(arguments.begin() + 3, arguments.end());
  for (const std::string& path : sen::bench::make_packages(arguments[1], shape)) std::cout << path << '\n';
  return 0;
}
