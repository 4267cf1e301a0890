/* Reading aloud (朗读, A11Y-12): an enhancement. Shows its buttons only where the device has a Chinese voice; never starts by itself. */
;(() => {
  const bar = document.getElementById('aloud')
  const speech = window.speechSynthesis
  if (!bar || !speech) return
  const buttons = [...bar.querySelectorAll('[data-voice]')]
  const stop = bar.querySelector('[data-stop]')
  let reading = 0

  const like = language => speech.getVoices().find(({ lang }) => lang.replace('_', '-').toLowerCase().startsWith(language.toLowerCase()))
  const voiceFor = language => like(language) ?? (language === 'zh-CN' ? (like('cmn') ?? like('zh-Hans')) : like('yue'))

  function show() {
    for (const button of buttons) button.hidden = reading > 0 || !voiceFor(button.dataset.voice)
    stop.hidden = reading === 0
    bar.hidden = stop.hidden && buttons.every(({ hidden }) => hidden)
  }

  /* Row by row: a cell is read with its column's name, a figure with its label. */
  function pieces(root) {
    const units = 'h1, h2, h3, h4, p, li, dt, dd, th, td, caption, label, legend, summary, blockquote, .figs a'
    return [...root.querySelectorAll(units)]
      .filter(node => !node.querySelector(units) && !node.closest('[aria-hidden=true], .vh, thead') && node.getClientRects().length > 0)
      .map(node => (node.dataset.h ? node.dataset.h + '，' : '') + node.innerText.replace(/\s+/g, ' ').trim())
      .filter(Boolean)
  }

  function read(language) {
    speech.cancel()
    const mine = ++turn
    const texts = pieces(document.getElementById('main'))
    reading = texts.length
    for (const text of texts) {
      const utterance = new SpeechSynthesisUtterance(text)
      utterance.voice = voiceFor(language)
      utterance.lang = utterance.voice.lang
      utterance.onend = utterance.onerror = () => {
        if (mine !== turn) return
        reading -= 1
        show()
      }
      speech.speak(utterance)
    }
    show()
    if (reading > 0) stop.focus()
  }
  let turn = 0

  function end() {
    turn += 1
    reading = 0
    speech.cancel()
    show()
  }

  for (const button of buttons) button.addEventListener('click', () => read(button.dataset.voice))
  stop.addEventListener('click', () => {
    end()
    buttons.find(({ hidden }) => !hidden)?.focus()
  })
  addEventListener('pagehide', end)
  speech.addEventListener?.('voiceschanged', show)
  show()
})()
