#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/desk/context.h"
#include "engine/desk/directory.h"
#include "engine/desk/form/form.h"
#include "engine/desk/person.h"
#include "engine/http/router.h"
#include "engine/portal/html/writer.h"

namespace sen::desk {

/// One request at the desk that the guard has let in. Lives as long as its handler runs.
struct Visit {
  const Context& context;
  const http::Request& request;
  const http::Parameters& parameters;
  const portal::Tongue& tongue;  ///< The person's language, or what the browser asks for.
  std::shared_ptr<const store::Snapshot> snapshot;
  const Directory& directory;
  std::optional<Person> person;  ///< Nobody on routes for everybody, if nobody is signed in.
  Form form;                     ///< Of a POST; its CSRF token has been checked.

  std::string t(const char* english, std::initializer_list<portal::Placeholder> values = {}) const {
    return tongue.t(english, values);
  }
  /// What forms on this page carry; empty if nobody is signed in.
  std::string csrf() const;
  /// Whether this person may do `action` to `resource`. Errors: PermissionDenied.
  Result<void> authorise(identity::Action action, const identity::Resource& resource) const;
  bool may(identity::Action action, const identity::Resource& resource) const;
  /// Who a change of this person's is logged as. There must be a person.
  content::Actor actor() const;
};

/// What a page says of itself; `content` writes all of `main`, with the one heading of level 1.
struct Page {
  std::string title;
  std::string section{};  ///< Of the navigation: `accounts`; empty: none is current.
  bool wide = false;      ///< For tables and editors that want all of the screen.
  int status = 200;
  int refresh_seconds = 0;  ///< Without scripts the page loads itself again after this; 0: it does not.
};
http::Response render(const Visit& visit, const Page& page, const std::function<void(portal::html::Writer&)>& content);

/// After a form was taken: 303 to `path`, so that a reload does not send it again.
http::Response see_other(std::string_view path);

/// An error as a page of the desk.
http::Response render_error(const Visit& visit, int status, const std::string& explanation);

}  // namespace sen::desk
