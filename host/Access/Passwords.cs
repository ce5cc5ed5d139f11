using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;

namespace OrgWork.Host;

/// <summary>
/// Hashes and checks passwords: PBKDF2 with HMAC-SHA-512, 210,000 rounds (the framework's own 100,000 are below OWASP ASVS 5.0, appendix C).
/// A hash costs nearly a tenth of a second of a processor, so only two are worked out at a time, and a question without an account costs the same.
/// </summary>
sealed class Passwords : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    const int LongestQueue = 60;

    readonly PasswordHasher<string> hasher = new(Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { CompatibilityMode = PasswordHasherCompatibilityMode.IdentityV3, IterationCount = 210_000 }));
    readonly SemaphoreSlim turns = new(2);
    readonly string dummy;
    int waiting;

    public Passwords() => dummy = hasher.HashPassword("", Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));

    /// <exception cref="TooBusyException">too many are waiting already</exception>
    public async Task<Turn> TakeTurnAsync(CancellationToken stop)
    {
        if (Interlocked.Increment(ref waiting) > LongestQueue || !await WaitAsync(stop))
        {
            Interlocked.Decrement(ref waiting);
            throw new TooBusyException();
        }
        return new Turn(this);
    }

    async Task<bool> WaitAsync(CancellationToken stop)
    {
        try
        {
            return await turns.WaitAsync(Patience, stop);
        }
        catch
        {
            Interlocked.Decrement(ref waiting);
            throw;
        }
    }

    public async Task<string> HashAsync(string password, CancellationToken stop)
    {
        using var turn = await TakeTurnAsync(stop);
        return turn.Hash(password);
    }

    /// <summary>The right to work out hashes, one at a time, until it is given back.</summary>
    public readonly struct Turn(Passwords passwords) : IDisposable
    {
        public string Hash(string password) => passwords.hasher.HashPassword("", Fold(password));

        /// <param name="hash">null when there is no account, or none that may sign in: takes as long, and is wrong</param>
        /// <param name="newHash">the same password under today's parameters, when the stored one is older</param>
        public bool IsRight(string? hash, string password, out string? newHash)
        {
            newHash = null;
            if (password.Length > PasswordPolicy.Longest) password = "";
            var answer = passwords.hasher.VerifyHashedPassword("", hash ?? passwords.dummy, Fold(password));
            if (hash is null || answer == PasswordVerificationResult.Failed) return false;
            if (answer == PasswordVerificationResult.SuccessRehashNeeded) newHash = Hash(password);
            return true;
        }

        public void Dispose()
        {
            Interlocked.Decrement(ref passwords.waiting);
            passwords.turns.Release();
        }
    }

    /// <summary>Full-width letters of an input method are the letters that were meant.</summary>
    static string Fold(string password) => password.Normalize(NormalizationForm.FormKC);

    /// <summary>A first password, to be read out or written down once: four groups of four, nothing that looks like something else.</summary>
    public static string MakeInitial()
    {
        const string lower = "abcdefghjkmnpqrstuvwxyz", upper = "ABCDEFGHJKLMNPQRSTUVWXYZ", digits = "23456789";
        var groups = Enumerable.Range(0, 4).Select(_ =>
        {
            var letters = (RandomNumberGenerator.GetString(lower, 2) + RandomNumberGenerator.GetString(upper, 1) + RandomNumberGenerator.GetString(digits, 1)).ToCharArray();
            RandomNumberGenerator.Shuffle(letters.AsSpan());
            return new string(letters);
        });
        return string.Join('-', groups);
    }

    public void Dispose() => turns.Dispose();
}

/// <summary>More sign in at once than passwords can be checked.</summary>
sealed class TooBusyException() : Exception("同时登录的人太多，请稍等片刻再试");
