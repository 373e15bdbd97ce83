#pragma once

#include <optional>

#include "engine/identity/roles.h"

namespace sen::desk {

/// Who may come to a route. Every route of the desk says one.
class Access {
 public:
  /// Anybody: signing in, one-time links, style sheets.
  static constexpr Access everybody() { return Access(Kind::Everybody); }
  /// Somebody whose password was right, before the second factor.
  static constexpr Access first_step() { return Access(Kind::FirstStep); }
  /// Somebody who is signed in, with a second factor where the account asks for one.
  static constexpr Access signed_in() { return Access(Kind::SignedIn); }
  /// Somebody signed in who may do `action` somewhere; the handler authorises it for the very resource.
  static constexpr Access to(identity::Action action) { return Access(Kind::SignedIn, action); }

  constexpr bool needs_session() const { return kind_ != Kind::Everybody; }
  constexpr bool needs_second_step() const { return kind_ == Kind::SignedIn; }
  constexpr std::optional<identity::Action> action() const { return action_; }

 private:
  enum class Kind { Everybody, FirstStep, SignedIn };
  constexpr explicit Access(Kind kind, std::optional<identity::Action> action = {}) : kind_(kind), action_(action) {}

  Kind kind_;
  std::optional<identity::Action> action_;
};

}  // namespace sen::desk
