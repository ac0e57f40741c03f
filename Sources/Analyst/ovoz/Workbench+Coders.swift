// SPDX-License-Identifier: Apache-2.0

import Agreement
import Foundation
import TestimonyModel
import ThematicCoding
import Vault

/// What several coders decided, and what counts of it.
extension Workbench {
  /// The name under which this vault's own decisions are compared, until it is given one.
  static let unnamedCoder = "here"

  /// The themes that count: what was settled where coders had differed, else what was decided here.
  func countedThemes(of record: [UInt8]) throws -> ThemeDecision? {
    let own = try themes(of: record)
    guard let settled = try settlement(of: record) else { return own }
    // What was decided with another codebook says nothing beside a settlement with this one.
    let current = own.flatMap { $0.codebookHash == codebook.hash ? $0 : nil }
    let said = current.map { [Settlement.here: Set($0.themes)] } ?? [:]
    let stands = settled.stands(beside: said, codebookHash: codebook.hash)
    return stands ? settled.decision : own
  }

  func settlement(of record: [UInt8]) throws -> Settlement? {
    guard let bytes = try vault.decision(.settled, for: record) else { return nil }
    return try JSONDecoder().decode(Settlement.self, from: Data(bytes))
  }

  /// Under which name this vault's decisions go to other coders.
  func ownName() throws -> String {
    let name = try vault.decision(.coder, for: vault.campaign.id)
    return name.map { String(decoding: $0, as: UTF8.self) } ?? Self.unnamedCoder
  }

  /// The codes that nobody gets without a person, since coders did not agree on them.
  func personMarks() throws -> PersonMarks {
    guard let bytes = try vault.decision(.marked, for: vault.campaign.id) else {
      return PersonMarks()
    }
    return try JSONDecoder().decode(PersonMarks.self, from: Data(bytes))
  }

  func keep(_ marks: PersonMarks) throws {
    try vault.decide(.marked, Array(JSONEncoder().encode(marks)), for: vault.campaign.id)
  }
}
