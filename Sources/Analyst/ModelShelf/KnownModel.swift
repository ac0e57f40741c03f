// SPDX-License-Identifier: Apache-2.0

public import ConfigFile

/// A model pack that the project knows by its digest.
public struct KnownModel: Equatable, Sendable {
  /// What it is called in a list.
  public let name: String
  /// Its SHA-256 in small hexadecimal digits.
  public let digest: String
  /// Its length.
  public let bytes: Int
  /// Where it stands in the archive that it is published in.
  public let inside: String
  /// Under which licence it is given.
  public let licence: String
  /// Where it is from.
  public let source: String

  /// Reads a file as Config/models.yaml.
  /// - Parameters:
  ///   - text: the file's text.
  ///   - file: its name, for messages.
  /// - Returns: the models in the order of the file.
  /// - Throws: the first mistake, with its line.
  public static func list(
    parsing text: String, file: String
  ) throws(ConfigMistake) -> [KnownModel] {
    var keys = try ConfigNode(parsing: text, file: file).mapping()
    let list = try keys.required("models").list()
    try keys.finish()
    var models: [KnownModel] = []
    for node in list {
      let model = try KnownModel(node)
      guard !models.contains(where: { $0.name == model.name || $0.digest == model.digest }) else {
        throw node.mistake("this model stands twice")
      }
      models.append(model)
    }
    return models
  }

  private init(_ node: ConfigNode) throws(ConfigMistake) {
    var keys = try node.mapping()
    name = try keys.required("name").nonEmptyString()
    let digest = try keys.required("sha256")
    self.digest = try digest.string()
    guard ModelShelf.isDigest(self.digest) else {
      throw digest.mistake("expected 64 of the digits 0-9 and a-f")
    }
    bytes = try keys.required("bytes").integer(in: 1...1_000_000_000)
    inside = try keys.required("inside").nonEmptyString()
    licence = try keys.required("licence").nonEmptyString()
    source = try keys.required("source").nonEmptyString()
    try keys.finish()
  }
}
