// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
public import TestimonyModel

/// Writes the one file that carries an answer and all replies to the intake (AnswerFormat).
public struct AnswerWriter {
  private let campaign: Campaign
  private let padding: [UInt8]

  /// Takes the campaign, and the secret behind the names of replies that stand for nobody.
  public init(campaign: Campaign, padding: [UInt8]) {
    self.campaign = campaign
    self.padding = padding
  }

  /// The signed file's bytes.
  public func bytes(
    _ answer: OrganisersAnswer, number: UInt32, replies: [SealedReply],
    signer: borrowing Signing.PrivateKey
  ) throws(AnswerError) -> [UInt8] {
    guard Set(replies.map(\.name)).count == replies.count else { throw .sharedKey }
    let page = try AnswerJSON(answer).bytes()
    let filled = try filledUp(replies)
    guard page.count <= AnswerLayout.mostPageBytes, filled.count <= AnswerLayout.mostReplies else {
      throw .tooLarge
    }
    var bytes = AnswerLayout.magic + [AnswerLayout.version] + campaign.id
    bytes.append(bigEndian: number)
    bytes.append(bigEndian: UInt32(page.count))
    bytes += page
    bytes.append(bigEndian: UInt32(filled.count))
    for reply in filled { bytes += reply.name + reply.sealed }
    do { return bytes + (try signer.sign(AnswerLayout.signed(bytes[...]))) } catch {
      throw .cannotSeal
    }
  }

  /// Adds replies that stand for nobody, to the next multiple of sixteen, and sorts all by name.
  ///
  /// Their names come from the secret and stay the same from answer to answer, as those of true replies do: fresh
  /// ones would tell the two apart.
  private func filledUp(_ replies: [SealedReply]) throws(AnswerError) -> [SealedReply] {
    let step = AnswerLayout.replyStep
    let wanted = max(1, (replies.count + step - 1) / step) * step
    var filled = replies
    do {
      for number in 0..<UInt32(wanted - replies.count) {
        var message = DomainLabel.replyName.bytes + campaign.id
        message.append(bigEndian: number)
        let name = MAC.hmacSHA256(key: padding, message).prefix(SealedReply.nameLength)
        filled.append(
          SealedReply(
            name: Array(name), sealed: try RandomBytes.fresh(SealedReply.sealedLength)))
      }
    } catch { throw .cannotSeal }
    filled.sort { $0.name.lexicographicallyPrecedes($1.name) }
    return filled
  }
}

/// Where things stand in the file (AnswerFormat §1).
enum AnswerLayout {
  static let magic = Array("OVOZANSW".utf8)
  static let version: UInt8 = 1
  static let mostPageBytes = 1 << 20
  static let mostReplies = 16_384
  static let replyStep = 16
  static let replyLength = SealedReply.nameLength + SealedReply.sealedLength
  /// More than the largest answer.
  static let mostBytes = 64 + mostPageBytes + mostReplies * replyLength + Signing.signatureLength

  static func signed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    DomainLabel.answerSignature.bytes + bytes
  }
}
