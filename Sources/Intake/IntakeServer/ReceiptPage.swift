import ConfigFile
struct ReceiptPage: Sendable {
  enum State: String, CaseIterable, Sendable { case none, kept, withdrawn }
  enum Outcome: Sendable {
    case ask, wrongDigits, wrongLength, sure, done, failed
    case look(State, reply: String? = nil, proof: Proof? = nil)
  }
  struct Proof: Sendable {
    var holds: Bool
    var isWithdrawal = false
    var checkpoint: String
  }
  static let length = 16_384
  init(_ texts: PageTexts, campaign: [UInt8]) throws(IntakeServerError) {}
  func bytes(_ outcome: Outcome, digits: String? = nil, in language: Language) -> [UInt8] { [] }
}
