// What the host page may put on the window.
interface Window {
  XBees?: any;
}
