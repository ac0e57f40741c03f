// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird

/// Tells Tor Browser that the same form is an onion service too.
///
/// The browser heeds it over HTTPS only (Tor Project, "Onion-Location"). It stands on every page that is
/// fetched, so that it tells nothing about the visitor; what answers a sending stays as long as it was (G4).
struct OnionLocation: RouterMiddleware {
  typealias Context = BasicRequestContext
  /// `http://….onion`, without a path.
  let address: String

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    guard request.method == .get, let name = HTTPField.Name("Onion-Location") else {
      return response
    }
    response.headers[name] = address + request.uri.path
    return response
  }
}
