/** A short tone made on the spot: media of another origin would need a line in the page's policy. Only after a gesture (WI-14). */
export class Sound {
  #context = null;

  constructor() {
    const wake = () => {
      this.#context ||= typeof AudioContext === 'undefined' ? null : new AudioContext();
      this.#context?.resume();
    };
    for (const gesture of ['pointerdown', 'keydown']) addEventListener(gesture, wake, { once: true, capture: true, passive: true });
  }

  play() {
    const context = this.#context;
    if (context?.state !== 'running') return;
    const tone = context.createOscillator();
    const volume = context.createGain();
    const now = context.currentTime;
    tone.frequency.setValueAtTime(660, now);
    tone.frequency.setValueAtTime(880, now + 0.08);
    volume.gain.setValueAtTime(0.08, now);
    volume.gain.exponentialRampToValueAtTime(0.001, now + 0.3);
    tone.connect(volume).connect(context.destination);
    tone.start(now);
    tone.stop(now + 0.3);
  }
}
