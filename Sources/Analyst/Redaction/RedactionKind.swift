// SPDX-License-Identifier: Apache-2.0

/// What kind of identifying word was found.
///
/// Decisions in vaults name kinds by these words, so a name is never changed or used again.
public enum RedactionKind: String, CaseIterable, Sendable, Codable {
  case phone, email, handle, link, document, card, date, number, person, place
  /// A street with its house, a house with its flat, a numbered quarter.
  case address
  /// The plate of a car.
  case plate
  /// A point on the map.
  case coordinates
  /// A bank account (IBAN).
  case account
  /// The number of a telephone itself (IMEI).
  case device
  case age
  /// A firm, shop, agency or office.
  case employer
  /// A court, office, party or other body by its own name.
  case organisation
  /// A people, a faith, a clan.
  case group
}
