// Verifies the proof over a whole certificate file (电子证明) without any network, so that each of its words is covered.
//
// A verifier for any credential needs JSON-LD and its contexts, some 600 kB. Ours have one shape: the terms below are all that they
// use, and a file with any other word is refused. What is signed is the file as RDF in canonical form (eddsa-rdfc-2022, RDFC-1.0).
// No node of ours that lacks a name is told from another by its neighbours: the hash of a node's own lines is all that numbering takes.
// Written for old phones: no modules, no crypto.subtle, no BigInt.
;(function () {
  var rdfType = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type'
  var date = 'http://www.w3.org/2001/XMLSchema#'
  // as the contexts write it
  var secureDate = 'https://www.w3.org/2001/XMLSchema#'
  var vc = 'https://www.w3.org/2018/credentials#'
  var ob = 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#'
  var status = 'https://www.w3.org/ns/credentials/status#'
  var security = 'https://w3id.org/security#'
  var schema = 'https://schema.org/'
  var contexts = '["https://www.w3.org/ns/credentials/v2","https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]'
  /** What "type" may name. */
  var types = {
    VerifiableCredential: vc,
    OpenBadgeCredential: ob,
    Profile: ob,
    AchievementSubject: ob,
    IdentityObject: ob,
    Achievement: ob,
    ResultDescription: ob,
    Result: ob,
    Evidence: ob,
    BitstringStatusListEntry: status,
    DataIntegrityProof: security,
  }
  /** Each other word: what it is in full, and the type of its value, where that is no plain text; "@id": it names something. */
  var terms = {
    name: [schema + 'name'],
    description: [schema + 'description'],
    value: [schema + 'value'],
    issuer: [vc + 'issuer'],
    validFrom: [vc + 'validFrom', date + 'dateTime'],
    validUntil: [vc + 'validUntil', date + 'dateTime'],
    credentialSubject: [vc + 'credentialSubject'],
    credentialStatus: [vc + 'credentialStatus'],
    evidence: [vc + 'evidence'],
    phone: [ob + 'phone'],
    official: [ob + 'official'],
    awardedDate: [ob + 'awardedDate', 'xsd:dateTime'],
    identifier: [ob + 'identifier'],
    identityHash: [ob + 'identityHash'],
    identityType: [ob + 'identityType'],
    hashed: [ob + 'hashed', secureDate + 'boolean'],
    licenseNumber: [ob + 'licenseNumber'],
    activityStartDate: [ob + 'activityStartDate', secureDate + 'date'],
    activityEndDate: [ob + 'activityEndDate', secureDate + 'date'],
    source: [ob + 'source'],
    achievement: [ob + 'achievement'],
    achievementType: [ob + 'achievementType'],
    criteria: [ob + 'Criteria'],
    narrative: [ob + 'narrative'],
    result: [ob + 'result'],
    // as text it names one; as an object it is one
    resultDescription: [ob + 'resultDescription', secureDate + 'anyURI'],
    resultType: [ob + 'resultType'],
    statusPurpose: [status + 'statusPurpose'],
    statusListIndex: [status + 'statusListIndex'],
    statusListCredential: [status + 'statusListCredential', '@id'],
    created: ['http://purl.org/dc/terms/created', date + 'dateTime'],
    cryptosuite: [security + 'cryptosuite', security + 'cryptosuiteString'],
    verificationMethod: [security + 'verificationMethod', '@id'],
    proofPurpose: [security + 'proofPurpose', '@id'],
  }
  var escapes = { '\b': '\\b', '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r', '"': '\\"', '\\': '\\\\' }

  /** Does the proof in the file fit everything else in it, and the key of 32 bytes? */
  window.isSignedCredential = function (credential, key) {
    try {
      var proof = credential.proof
      if (proof.type !== 'DataIntegrityProof' || proof.cryptosuite !== 'eddsa-rdfc-2022') return false
      if (proof.proofPurpose !== 'assertionMethod' || JSON.stringify(credential['@context']) !== contexts) return false
      var options = without(proof, { proofValue: 1 })
      options.proofPurpose = security + 'assertionMethod'
      var said = without(credential, { proof: 1, '@context': 1 })
      var signed = bytesOfHex(sha256(canonical(options)) + sha256(canonical(said)))
      return window.nacl.sign.detached.verify(signed, base58(proof.proofValue), key)
    } catch (error) {
      return false
    }
  }

  function own(object, word) {
    return Object.prototype.hasOwnProperty.call(object, word)
  }
  function without(object, left) {
    var rest = {}
    for (var word in object) if (own(object, word) && !own(left, word)) rest[word] = object[word]
    return rest
  }

  /** The document as sorted lines of RDF. Throws on anything that no certificate of ours holds. */
  function canonical(document) {
    var lines = []
    var nameless = 0
    function addNode(node) {
      if (Object.prototype.toString.call(node) !== '[object Object]') throw new Error('no node')
      var subject = own(node, 'id') ? name(node.id) : '_:' + nameless++
      for (var word in node) if (own(node, word) && word !== 'id') each(node[word], addValue, subject, word)
      return subject
    }
    function addValue(value, subject, word) {
      if (word === 'type') {
        if (!own(types, value)) throw new Error('no type')
        lines.push([subject, rdfType, name(types[value] + value)])
        return
      }
      if (!own(terms, word)) throw new Error('no term')
      var kind = terms[word][1]
      var object = typeof value === 'object' ? addNode(value) : kind === '@id' ? name(value) : literal(value, kind)
      lines.push([subject, terms[word][0], object])
    }
    addNode(document)
    return numbered(lines, nameless)
  }
  function each(value, add, subject, word) {
    var all = Array.isArray(value) ? value : [value]
    for (var i = 0; i < all.length; i++) add(all[i], subject, word)
  }
  function name(address) {
    if (typeof address !== 'string' || !/^[a-z]+:[^\u0000- <>"{}|^`\\]+$/.test(address)) throw new Error('no address')
    return '<' + address + '>'
  }
  function literal(value, type) {
    if (typeof value !== 'string' && !(value === false && type === secureDate + 'boolean')) throw new Error('no text')
    var text = String(value).replace(/[\u0000-\u001f\u007f"\\]/g, function (letter) {
      return escapes[letter] || '\\u' + ('000' + letter.charCodeAt(0).toString(16).toUpperCase()).slice(-4)
    })
    return '"' + text + '"' + (type ? '^^<' + type + '>' : '')
  }

  /** Nodes without a name get numbers in the order of their hashes: those that are alone with theirs first. */
  function numbered(lines, nameless) {
    var byHash = {}
    for (var i = 0; i < nameless; i++) {
      var hash = hashOf(lines, '_:' + i)
      byHash[hash] = (byHash[hash] || []).concat('_:' + i)
    }
    var hashes = Object.keys(byHash).sort()
    var numbers = {}
    var count = 0
    for (var round = 0; round < 2; round++)
      for (var j = 0; j < hashes.length; j++) {
        var alike = byHash[hashes[j]]
        if (alike.length > 1 === (round === 1)) for (var k = 0; k < alike.length; k++) numbers[alike[k]] = '_:c14n' + count++
      }
    return written(lines, function (node) {
      return numbers[node]
    })
  }
  function hashOf(lines, node) {
    var about = []
    for (var i = 0; i < lines.length; i++) if (lines[i][0] === node || lines[i][2] === node) about.push(lines[i])
    return sha256(
      written(about, function (other) {
        return other === node ? '_:a' : '_:z'
      }),
    )
  }
  function written(lines, numberOf) {
    function end(node) {
      return /^_:/.test(node) ? numberOf(node) : node
    }
    var all = []
    for (var i = 0; i < lines.length; i++) all.push(end(lines[i][0]) + ' <' + lines[i][1] + '> ' + end(lines[i][2]) + ' .\n')
    return all.sort().join('')
  }

  var letters = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
  /** The 64 bytes of a signature, written in base58btc after "z". */
  function base58(text) {
    var all = new Uint8Array(64)
    if (text.charAt(0) !== 'z') throw new Error('not base58btc')
    for (var i = 1; i < text.length; i++) {
      var carry = letters.indexOf(text.charAt(i))
      if (carry < 0) throw new Error('not base58btc')
      for (var j = 63; j >= 0; j--) {
        carry += all[j] * 58
        all[j] = carry & 255
        carry >>= 8
      }
      if (carry > 0) throw new Error('too long')
    }
    return all
  }
  function bytesOfHex(hex) {
    var all = new Uint8Array(hex.length / 2)
    for (var i = 0; i < all.length; i++) all[i] = parseInt(hex.substr(2 * i, 2), 16)
    return all
  }

  /** SHA-256 (FIPS 180-4) of a text in UTF-8, as hex. */
  var rounds = []
  var start = []
  for (var candidate = 2; rounds.length < 64; candidate++) {
    var prime = true
    for (var divisor = 2; divisor * divisor <= candidate; divisor++) if (candidate % divisor === 0) prime = false
    if (!prime) continue
    if (start.length < 8) start.push(fraction(Math.pow(candidate, 1 / 2)))
    rounds.push(fraction(Math.pow(candidate, 1 / 3)))
  }
  function fraction(number) {
    return ((number - Math.floor(number)) * 4294967296) | 0
  }
  function turned(word, by) {
    return (word >>> by) | (word << (32 - by))
  }
  function sha256(text) {
    var plain = unescape(encodeURIComponent(text))
    var blocks = ((plain.length + 8) >> 6) + 1
    var words = new Int32Array(blocks * 16)
    for (var i = 0; i < plain.length; i++) words[i >> 2] |= plain.charCodeAt(i) << (24 - 8 * (i & 3))
    words[plain.length >> 2] |= 128 << (24 - 8 * (plain.length & 3))
    words[words.length - 1] = plain.length * 8
    var sum = start.slice()
    for (var block = 0; block < blocks; block++) {
      var w = new Int32Array(64)
      var s = sum.slice()
      for (var t = 0; t < 64; t++) {
        if (t < 16) w[t] = words[block * 16 + t]
        else {
          var early = turned(w[t - 15], 7) ^ turned(w[t - 15], 18) ^ (w[t - 15] >>> 3)
          var late = turned(w[t - 2], 17) ^ turned(w[t - 2], 19) ^ (w[t - 2] >>> 10)
          w[t] = (w[t - 16] + early + w[t - 7] + late) | 0
        }
        var choice = (s[4] & s[5]) ^ (~s[4] & s[6])
        var one = s[7] + (turned(s[4], 6) ^ turned(s[4], 11) ^ turned(s[4], 25)) + choice + rounds[t] + w[t]
        var two = (turned(s[0], 2) ^ turned(s[0], 13) ^ turned(s[0], 22)) + ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]))
        s = [(one + two) | 0, s[0], s[1], s[2], (s[3] + one) | 0, s[4], s[5], s[6]]
      }
      for (var k = 0; k < 8; k++) sum[k] = (sum[k] + s[k]) | 0
    }
    var hex = ''
    for (var n = 0; n < 8; n++) hex += ('0000000' + (sum[n] >>> 0).toString(16)).slice(-8)
    return hex
  }
})()
