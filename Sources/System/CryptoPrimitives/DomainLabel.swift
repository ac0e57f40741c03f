// SPDX-License-Identifier: Apache-2.0

/// Every label that keeps one use of a key apart from another; the list is closed.
///
/// A label stands first in what is hashed, signed or bound, so that bytes made for one purpose
/// can never serve another. Labels are part of the formats and are never changed.
public enum DomainLabel: String, CaseIterable, Sendable {
  /// HPKE info of a sealed testimony (SealedTestimonyFormat §5).
  case testimony = "ovoz sealed testimony v1"
  /// Key and associated data of one field (SealedTestimonyFormat §5).
  case field = "ovoz field v1"
  /// What names a sealed testimony in the store (SealedTestimonyFormat §7).
  case commitment = "ovoz commitment v1"
  /// A campaign's fingerprint (SealedTestimonyFormat §1.2).
  case campaign = "ovoz campaign v1"
  /// A locked key file (KeyFileFormat).
  case keyFile = "ovoz key file v1"
  /// A reviewer's locked key file (KeyFileFormat).
  case reviewerKeyFile = "ovoz reviewer key file v1"
  /// What is signed by whoever proposes a quotation (Quoting).
  case quotationProposal = "ovoz quotation proposal v1"
  /// What is signed by whoever approves it (Quoting).
  case quotationApproval = "ovoz quotation approval v1"
  /// The order in which quotations stand (Release).
  case quotationOrder = "ovoz quotation order v1"
  /// The intake's second layer over a stored field (IntakeStore).
  case layer = "ovoz store layer v1"
  /// The ephemeral key with which the server seals a plain form (IntakeServer).
  case plainForm = "ovoz plain form v1"
  /// First link of a bundle's digest chain (BundleFormat).
  case bundle = "ovoz bundle v1"
  /// What the intake signs at a bundle's end (BundleFormat).
  case bundleSignature = "ovoz bundle signature v1"
  /// What an analyst signs of the bundles that her vault has (ArrivalsFormat).
  case arrivals = "ovoz arrivals v1"
  /// The key under which the vault seals decisions (Vault).
  case decisions = "ovoz vault decisions v1"
  /// A file that carries one coder's decisions to another's vault (CodingFormat).
  case codingFile = "ovoz coding file v1"
  /// A file with coded passages, locked by a passphrase (SealedExportFormat).
  case sealedExport = "ovoz sealed export v1"
  /// The chain of the vault's access log (Vault).
  case accessLog = "ovoz access log v1"
  /// The chain of a campaign's releases (ReleaseLedger).
  case releaseLedger = "ovoz release ledger v1"
  /// The secret of a campaign's seeded rounding (Release).
  case rounding = "ovoz rounding v1"
  /// The salt under which a receipt's digits are stretched (ReceiptFormat §2).
  case receipt = "ovoz receipt v1"
  /// A receipt's digits out of a seed (ReceiptFormat §1.4).
  case receiptDigits = "ovoz receipt digits v1"
  /// What the intake is shown of a receipt (ReceiptFormat §2).
  case receiptToken = "ovoz receipt token v1"
  /// The key that opens an answer to one testimony (ReceiptFormat §2).
  case replyKey = "ovoz reply key v1"
  /// The name under which that answer is asked for (ReceiptFormat §2).
  case replyName = "ovoz reply name v1"
  /// Where the intake looks a receipt up (IntakeStore).
  case receiptLookup = "ovoz receipt lookup v1"
  /// The key under which the intake keeps what a receipt stands for (IntakeStore).
  case receiptRow = "ovoz receipt row v1"
  /// What an invitation slip's digits are hashed to (ReceiptFormat §3).
  case slip = "ovoz slip v1"
  /// Where the intake looks a slip up (IntakeStore).
  case slipLookup = "ovoz slip lookup v1"
  /// The work that a browser does while many send at once (SubmissionFormat §3).
  case puzzle = "ovoz puzzle v1"
  /// What hides a testimony's leaf in the public log (LogFormat).
  case logBlind = "ovoz log blind v1"
  /// A testimony's leaf in the public log (LogFormat).
  case logTestimony = "ovoz log testimony v1"
  /// A withdrawal's leaf in the public log (LogFormat).
  case logWithdrawal = "ovoz log withdrawal v1"
  /// What the intake signs over the pages that it serves (ManifestFormat).
  case manifest = "ovoz manifest v1"
  /// The seed of the key by which a campaign's holders sign their answer (AnswerFormat).
  case answerKey = "ovoz answer key v1"
  /// What that key signs (AnswerFormat).
  case answerSignature = "ovoz answer signature v1"
  /// The secret behind the names of replies that stand for nobody (AnswerFormat §4).
  case answerPadding = "ovoz answer padding v1"
  /// What a custodian's share is told by (ShareFormat §2).
  case custodyShare = "ovoz custody share v1"
  /// Associated data of a locked share file (ShareFormat §3).
  case shareFile = "ovoz share file v1"
  /// The key that a campaign's custodians hold together (ShareFormat §2).
  case custodySet = "ovoz custody set v1"
  /// The pad over a share on paper (ShareFormat §4).
  case paperShare = "ovoz paper share v1"
  /// The chain over all joins of a campaign's shares (Vault).
  case custodyRecord = "ovoz custody record v1"
  /// A second reader's locked key file (KeyFileFormat).
  case readerKeyFile = "ovoz reader key file v1"
  /// HPKE info of one field that is handed on (FieldGrantFormat).
  case fieldGrant = "ovoz field grant v1"
  /// The key that seals a field's key to a second reader (FieldGrantFormat).
  case fieldGrantKey = "ovoz field grant key v1"
  /// What a second reader's public key is told by (FieldGrantFormat).
  case reader = "ovoz reader v1"
  /// What an analyst signs to pull a bundle (PullFormat §2).
  case pullRequest = "ovoz pull request v1"
  /// The intake's challenges to whoever pulls (PullFormat §1).
  case pullChallenge = "ovoz pull challenge v1"
  /// A pulling analyst's locked key file (KeyFileFormat).
  case pullKeyFile = "ovoz pull key file v1"
  /// A sealed copy of the vault (BackupFormat).
  case backup = "ovoz vault backup v1"
  /// An operator's locked key file (KeyFileFormat).
  case operatorKeyFile = "ovoz operator key file v1"
  /// What an operator's public key is told by (IntakeCopyFormat §1).
  case intakeOperator = "ovoz operator v1"
  /// HPKE info and associated data of a sealed copy of an intake (IntakeCopyFormat §2).
  case intakeCopy = "ovoz intake copy v1"
  /// The key that such a copy is sealed with (IntakeCopyFormat §2).
  case intakeCopyKey = "ovoz intake copy key v1"

  /// The label's ASCII bytes.
  public var bytes: [UInt8] { Array(rawValue.utf8) }
}
