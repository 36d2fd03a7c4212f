import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** A keep-alive connection that sends one POST at a time; it does as little as it can, so that the machine is left to the server. */
export class HttpClient {
  #buffer: Buffer = Buffer.alloc(0)
  #answered: ((status: number) => void) | null = null
  private constructor(
    private readonly socket: Socket,
    private readonly host: string,
  ) {
    socket.setNoDelay(true)
    socket.on('data', (data: Buffer) => this.#hear(data))
  }

  static async open(address: string): Promise<HttpClient> {
    const { hostname, port, host } = new URL(address)
    const socket = connect({ host: hostname, port: Number(port) })
    await once(socket, 'connect')
    return new HttpClient(socket, host)
  }

  /** @returns the status of the answer; its body is read and left */
  post(path: string, headers: string, body: string): Promise<number> {
    const head = `POST ${path} HTTP/1.1\r\nhost: ${this.host}\r\ncontent-type: application/json\r\n${headers}content-length: ${Buffer.byteLength(body)}\r\n\r\n`
    return new Promise((resolve) => {
      this.#answered = resolve
      this.socket.write(head + body)
    })
  }

  close(): void {
    this.socket.destroy()
  }

  #hear(data: Buffer): void {
    this.#buffer = this.#buffer.length === 0 ? data : Buffer.concat([this.#buffer, data])
    const headEnd = this.#buffer.indexOf('\r\n\r\n')
    if (headEnd < 0) return
    const head = this.#buffer.toString('latin1', 0, headEnd)
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1])
    if (this.#buffer.length < headEnd + 4 + length) return
    const status = Number(head.slice(9, 12))
    if (status !== 201) console.error(this.#buffer.toString('utf8', headEnd + 4))
    this.#buffer = Buffer.alloc(0)
    this.#answered?.(status)
  }
}
