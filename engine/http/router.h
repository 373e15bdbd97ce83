#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/http/request.h"
#include "engine/http/response.h"

namespace sen::http {

/// The values of a pattern's placeholders, decoded.
class Parameters {
 public:
  void set(std::string_view name, std::string value) { values_.emplace_back(name, std::move(value)); }
  /// The value of placeholder `name`; empty if the pattern has none of that name.
  std::string_view operator[](std::string_view name) const;

 private:
  Pairs values_;
};

using Handler = std::function<Result<Response>(const Request&, const Parameters&)>;

/// Where a handler runs.
enum class Run {
  OnWorker,  ///< At once on the connection's thread: answers from memory, below a millisecond.
  InPool,    ///< In the pool: reads the store, renders, searches.
};

/// The table of routes. Filled before the server starts, then immutable.
///
/// A pattern is a path with placeholders: `/{lang}/data/{dataset}.csv`. A placeholder
/// stands for one segment or a part of one, at least one character; `{rest...}` at the end
/// for all segments that follow, joined by `/`, or none. In a segment such as `{slug}-{id}` an
/// earlier placeholder takes as much as it can. Of several patterns that match, the one with
/// more literal characters wins, then the one without `...`, then the one added first.
class Router {
 public:
  void add(Method method, std::string_view pattern, Handler handler, Run run = Run::InPool);

  struct Match {
    const Handler* handler = nullptr;
    Parameters parameters;
    Run run = Run::InPool;
    std::vector<Method> allowed;  ///< Methods that the path has, when `handler` is null; empty: no such path.
  };
  /// HEAD falls back to the GET route. `Match::handler` is null if there is none.
  Match find(Method method, const std::vector<std::string>& path) const;

  /// Every route as `METHOD pattern`, in order of adding; for the tests that walk them all.
  std::vector<std::string> list() const;

 private:
  /// A piece of one segment: literal text, then a placeholder that may be absent.
  struct Piece {
    std::string literal;
    std::string placeholder;  ///< Empty: the segment ends with the literal.
  };
  using Segment = std::vector<Piece>;
  struct Route {
    Method method;
    std::string pattern;
    std::vector<Segment> segments;
    std::string rest;  ///< The placeholder for all that follows; empty if there is none.
    std::size_t literals = 0;
    Handler handler;
    Run run;
  };

  /// `parameters`: filled if given.
  static bool matches(const Route& route, const std::vector<std::string>& path, Parameters* parameters);

  std::vector<Route> routes_;
};

}  // namespace sen::http
