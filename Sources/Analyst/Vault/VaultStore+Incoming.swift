// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
public import Foundation
import GRDB
public import TestimonyModel

extension VaultStore {
  /// Where bundles lie that have not arrived whole; they are sealed, and leave with their import.
  public func incoming() throws(VaultError) -> URL {
    let incoming = incomingURL
    do {
      try FileManager.default.createDirectory(
        at: incoming, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch { throw .cannotWrite }
    return incoming
  }

  /// The name of a bundle's file on its way, up to the digest that ends it.
  public static func incomingStem(_ sequence: UInt32, of campaign: Campaign) -> String {
    "\(incomingStem(of: campaign))\(sequence)-"
  }

  /// Erases what is left of bundles that are in the vault by now.
  ///
  /// A pull that broke off leaves a part, and the bundle may come by a stick: the next pull asks for a later one, and sealed
  /// testimonies would stay in that part when they are withdrawn (G6).
  /// - Throws: ``VaultError/cannotWrite`` where a file stays.
  public func sweepIncoming(of campaign: Campaign) throws(VaultError) {
    let last = try lastBundle(of: campaign).sequence
    try eraseIncoming(of: campaign) { $0 <= last }
  }

  /// Erases files of one campaign on their way; one whose name has no number counts as number 0.
  func eraseIncoming(
    of campaign: Campaign, where isDone: (UInt32) -> Bool = { _ in true }
  ) throws(VaultError) {
    let stem = Self.incomingStem(of: campaign)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: incomingURL.path)) ?? []
    for name in names where name.hasPrefix(stem) {
      let number = UInt32(name.dropFirst(stem.count).prefix { $0 != "-" }) ?? 0
      if isDone(number) { try SecretFile.removeAnyway(incomingURL.appending(path: name)) }
    }
  }

  /// Runs a pull, unless another one runs in this vault: then false, and nothing is done.
  public func pullAlone(_ pull: () throws -> Void) throws -> Bool {
    try PullLock.hold(in: incoming(), pull)
  }

  /// Notes that a signed bundle came today and that nothing newer was there: withdrawals up to that bundle have arrived (G6).
  public func noteUpToDate(_ campaign: Campaign, today: Day) throws(VaultError) {
    try write { db in
      try db.execute(
        sql: "UPDATE campaign SET lastImport = ? WHERE id = ?",
        arguments: [today.number, Data(campaign.id)])
    }
  }

  private var incomingURL: URL { folder.appending(path: "incoming") }

  private static func incomingStem(of campaign: Campaign) -> String {
    "\(Hex.text(campaign.id))-"
  }
}

/// One pull at a time: two would write into one file on its way.
///
/// The kernel lets go of the lock with the process, however that ends.
private enum PullLock {
  static func hold(in folder: URL, _ work: () throws -> Void) throws -> Bool {
    let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw VaultError.cannotWrite }
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      guard errno == EWOULDBLOCK else { throw VaultError.cannotWrite }
      return false
    }
    try work()
    return true
  }
}
