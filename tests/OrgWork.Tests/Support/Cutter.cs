using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace OrgWork.Tests;

/// <summary>
/// Stands between a host and its database. Told so, it cuts the connection on which one login asks its n-th question: before the server hears it, or when the server has answered and the
/// answer is on its way. Everybody else's connections go on.
/// </summary>
sealed class Cutter : IAsyncDisposable
{
    readonly Socket door = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    readonly string server;
    readonly ConcurrentDictionary<Link, bool> links = [];
    readonly Lock arming = new();
    readonly Task listening;
    int left;
    bool afterwards, hasCut;
    string login = "";

    public static Cutter Before(string database) => new(database);

    Cutter(string database)
    {
        var to = new NpgsqlConnectionStringBuilder(database);
        server = Path.Combine(to.Host!, $".s.PGSQL.{to.Port}");
        var folder = Scratch.Folder("cut" + Guid.NewGuid().ToString("N")[..6]);
        door.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder, $".s.PGSQL.{to.Port}")));
        door.Listen(64);
        Database = new NpgsqlConnectionStringBuilder(database) { Host = folder }.ConnectionString;
        listening = ListenAsync();
    }

    /// <summary>The way to the database that leads through here.</summary>
    public string Database { get; }

    /// <summary>From now on the n-th question is lost; afterwards: only its answer is.</summary>
    /// <param name="of">the login whose questions are counted</param>
    public void Arm(int nth, bool answer, string of)
    {
        lock (arming) (left, afterwards, hasCut, login) = (nth, answer, false, of);
    }

    /// <summary>Whether so many were asked.</summary>
    public bool HasCut
    {
        get { lock (arming) return hasCut; }
    }

    /// <returns>whether so many were asked</returns>
    public bool Disarm()
    {
        lock (arming)
        {
            left = 0;
            return hasCut;
        }
    }

    /// <returns>whether this question is the one, and whether the server is to hear it</returns>
    (bool IsIt, bool IsHeard) Asked(string by)
    {
        lock (arming)
        {
            if (left == 0 || !by.Contains($"user\0{login}\0", StringComparison.Ordinal) || --left > 0) return (false, true);
            hasCut = true;
            return (true, afterwards);
        }
    }

    async Task ListenAsync()
    {
        while (true)
        {
            Socket client;
            try { client = await door.AcceptAsync(); }
            catch (Exception ended) when (ended is SocketException or ObjectDisposedException) { return; }
            var link = new Link(this, client);
            links[link] = true;
            _ = link.RunAsync().ContinueWith(_ => links.TryRemove(link, out var _), TaskScheduler.Default);
        }
    }

    public async ValueTask DisposeAsync()
    {
        door.Dispose();
        foreach (var link in links.Keys) link.Dispose();
        await listening;
    }

    /// <summary>One connection: what the host says is counted by questions, what the server says by "ready".</summary>
    sealed class Link(Cutter cutter, Socket client) : IDisposable
    {
        readonly Socket server = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        readonly TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int asked, ready = -1;
        volatile bool isMute;

        public async Task RunAsync()
        {
            try
            {
                await server.ConnectAsync(new UnixDomainSocketEndPoint(cutter.server));
                using var here = new BufferedStream(new NetworkStream(client), 65536);
                using var there = new BufferedStream(new NetworkStream(server), 65536);
                await Task.WhenAny(AskAsync(here), AnswerAsync(there));
            }
            catch (Exception ended) when (ended is IOException or SocketException or ObjectDisposedException) { }
            finally { Dispose(); }
        }

        async Task AskAsync(Stream from)
        {
            // The first message has no letter, and names who comes.
            var start = await ReadAsync(from, 0);
            if (start is null) return;
            var who = Encoding.UTF8.GetString(start);
            await server.SendAsync(start);
            while (await ReadAsync(from, 1) is { } message)
            {
                if ((char)message[0] is 'S' or 'Q')
                {
                    Interlocked.Increment(ref asked);
                    if (cutter.Asked(who) is { IsIt: true } cut)
                    {
                        if (!cut.IsHeard) return;
                        isMute = true;
                        await server.SendAsync(message);
                        await answered.Task;
                        return;
                    }
                }
                await server.SendAsync(message);
            }
        }

        async Task AnswerAsync(Stream from)
        {
            while (await ReadAsync(from, 1) is { } message)
            {
                if ((char)message[0] == 'Z' && Interlocked.Increment(ref ready) >= Volatile.Read(ref asked) && isMute) answered.TrySetResult();
                if (!isMute) await client.SendAsync(message);
            }
        }

        static async Task<byte[]?> ReadAsync(Stream from, int letter)
        {
            var head = new byte[letter + 4];
            if (await from.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false) < head.Length) return null;
            var whole = new byte[letter + BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(letter))];
            head.CopyTo(whole, 0);
            await from.ReadExactlyAsync(whole.AsMemory(head.Length));
            return whole;
        }

        public void Dispose()
        {
            answered.TrySetResult();
            client.Dispose();
            server.Dispose();
        }
    }
}
