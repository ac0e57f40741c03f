// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// The tables of `identifiers.txt`, by the names that they have in the file.
///
/// What each is for stands in the file, beside its words.
enum IdentifierTable: String, TableName {
  case numbers
  case englishNumbers = "English numbers"
  case repeatedNumbers = "repeated numbers"
  case weakNumbers = "weak numbers"
  case ordinals
  case ordinalEndings = "ordinal endings"
  case ordinalSuffixes = "ordinal suffixes"
  case englishOrdinals = "English ordinals"
  case monthBeginnings = "month beginnings"
  case furtherDateWords = "further date words"
  case yearWords = "year words"
  case numberJoints = "number joints"
  case plusWords = "plus words"
  case phoneCues = "phone cues"
  case furtherDocuments = "further documents"
  case passportSeries = "passport series"
  case taxWords = "tax words"
  case cardCues = "card cues"
  case accountCues = "account cues"
  case deviceCues = "device cues"
  case plateCues = "plate cues"
  case streetsBefore = "streets before"
  case streetsAfter = "streets after"
  case housesBefore = "houses before"
  case housesAfter = "houses after"
  case weakHouses = "weak houses"
  case countedUnits = "counted units"
  case quarters
  case quartersBefore = "quarters before"
  case numberedHouses = "numbered houses"
  case tripCues = "trip cues"
  case flown
  case caseCues = "case cues"
  case numberSigns = "number signs"
  case numberLists = "number lists"
  case furtherDomains = "further domains"
  case furtherPathDomains = "further path domains"
  case mailHosts = "mail hosts"
  case underscoreWords = "underscore words"
  case underscoreOpeners = "underscore openers"
  case underscoreClosers = "underscore closers"
  case dashWords = "dash words"
  case slashWords = "slash words"
  case handleFillers = "handle fillers"
  case handleCues = "handle cues"
  case ageCompounds = "age compounds"
  case ageNames = "age names"
  case ageOwners = "age owners"
  case ageEntered = "age entered"
  case ageBeen = "age been"
  case ageFillers = "age fillers"
  case ageMoments = "age moments"
  case timeLengths = "time lengths"
  case yearsHad = "years had"
  case addressNames = "address names"
  case splitStreets = "split streets"
  case shortStreetsAfter = "short streets after"
  case namedQuarters = "named quarters"
  case numberedStreetsAfter = "numbered streets after"
  case letteredHouses = "lettered houses"
  case quartersAfter = "quarters after"
  case placesBefore = "places before"
  case namedBuildings = "named buildings"
  case streetKinds = "street kinds"
  case quarterOpeners = "quarter openers"
  case bareFloors = "bare floors"
  case streetOpeners = "street openers"
  case streetTitles = "street titles"
  case hangingOrdinals = "hanging ordinals"
  case addressLinks = "address links"
  case streetPrepositions = "street prepositions"
  case streetNameEndings = "street name endings"
  case postcodeCues = "postcode cues"
  case furtherWorkplaceBeginnings = "further workplace beginnings"
  case smallFirms = "small firms"
  case firmTails = "firm tails"
  case kindsOfFirms = "kinds of firms"
  case kindsOfTajikFirms = "kinds of Tajik firms"
  case kindsOfUzbekFirms = "kinds of Uzbek firms"
  case carWords = "car words"
  case numberWordsOfCars = "number words of cars"
  case carNumbers = "car numbers"
  case plateTails = "plate tails"
  case relatives
  case pluralTens = "plural tens"
  case agedTo = "aged to"
  case uzbekDigits = "Uzbek digits"
  case ordinalAgeCues = "ordinal age cues"
  case numberPairs = "number pairs"
  case seriesWords = "series words"
  case furtherWorkplaces = "further workplaces"
  case furtherLegalForms = "further legal forms"
  case furtherCallings = "further callings"
  case firmQualities = "firm qualities"
  case owningEndings = "owning endings"
  case formEndings = "form endings"
  case workVerbs = "work verbs"
  case workLinks = "work links"
  case verbEndings = "verb endings"
  case rareEvents = "rare events"
  case clauseOpeners = "clause openers"
  case residentEndings = "resident endings"
  case checkpoints
  case trades
  case ageHavers = "age havers"
  case lifeEvents = "life events"
  case agePrepositions = "age prepositions"
  case stations
  case placeAdjectives = "place adjectives"
  case nameBeginnings = "name beginnings"
  case laws
  case agesOfLaw = "ages of law"
  case hopes
  case hopeVerbs = "hope verbs"
  case shortTitles = "short titles"
  case happeningEndings = "happening endings"
  case numberContinuations = "number continuations"
  case weakContinuations = "weak continuations"
  case tokenWords = "token words"
  case wholeTokenWords = "whole token words"
  case listOwners = "list owners"
  case actedOn = "acted on"
  case pastEndings = "past endings"

  var isAsItIs: Bool {
    switch self {
    case .streetNameEndings, .numbers, .englishNumbers, .repeatedNumbers, .ordinals,
      .englishOrdinals, .passportSeries,
      .monthBeginnings, .ageCompounds, .furtherDomains,
      .furtherPathDomains, .splitStreets, .furtherLegalForms, .owningEndings, .formEndings,
      .verbEndings, .pastEndings, .rareEvents, .residentEndings, .happeningEndings,
      .placeAdjectives:
      true
    default: false
    }
  }
}

/// The words by which rules know structured identifiers, from `identifiers.txt`.
typealias IdentifierTables = TableFile<IdentifierTable>
