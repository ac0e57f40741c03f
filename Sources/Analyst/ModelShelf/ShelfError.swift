// SPDX-License-Identifier: Apache-2.0

public import Embedding

/// Why a model pack is not taken, or not used.
public enum ShelfError: Error, Equatable, Sendable {
  /// The file is not there, or may not be read, or is larger than any pack.
  case cannotRead
  /// The archive has no model that the project knows, or is damaged.
  case notInArchive
  /// Neither the project nor the person who adds it knows this digest.
  case unknownDigest(String)
  /// What was given as a digest to trust is none.
  case badDigest
  /// The digest is right, but the file is no model that can be read.
  case unreadable(EmbeddingError)
  /// The folder cannot be written: no room, or no permission.
  case cannotWrite
  /// The shelf has no model of this name or digest.
  case notThere
  /// The model on the shelf is not what was put there.
  case changed
}
