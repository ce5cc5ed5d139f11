using System.Text;

namespace OrgWork.Host;

/// <summary>
/// GB/T 22239-2019, 8.1.4.1 a: secrets are complex and changed periodically. Twelve characters, three of four classes; ninety days
/// (the view <c>org.sign_in</c>). Nothing of the person in it, and nothing that everybody tries first.
/// </summary>
static class PasswordPolicy
{
    public const int Shortest = 12, Longest = 128;
    public const string Words = "至少 12 位，大写字母、小写字母、数字、符号四类中至少三类；不含姓名拼音、账号、电话；90 天内有效";

    // What lists of leaked passwords of offices consist of. A password that is little else is no secret.
    static readonly string[] Common =
    [
        "password", "passw0rd", "p@ssw0rd", "p@ssword", "administrator", "admin", "orgwork", "welcome", "letmein", "iloveyou", "woaini", "zhongguo", "china", "zuzhibu", "zzb", "dangjian", "ganbu", "changeme", "test", "demo", "user", "root", "guest",
        "qwertyuiop", "qwerty", "qwer", "asdfghjkl", "asdfgh", "asdf", "zxcvbnm", "zxcvbn", "zxcv", "1qaz2wsx3edc", "1qaz2wsx", "1qaz", "2wsx", "3edc", "4rfv", "!qaz", "@wsx", "qazwsx", "qaz", "wsx", "edc",
        "1234567890", "123456789", "12345678", "1234567", "123456", "12345", "1234", "123", "9876543210", "987654321", "654321", "321", "147258369", "147258", "159357", "112233", "5201314", "520", "1314", "888", "666", "000", "111",
        "abcdefgh", "abcdef", "abcd", "abc", "aaa", "!@#$%^&*", "!@#$%^", "!@#$%", "!@#$", "!@#", "2020", "2021", "2022", "2023", "2024", "2025", "2026", "2027", "2028", "2029", "2030", "1949", "1921",
    ];

    /// <param name="pieces">account, name in pinyin, telephone: what others know of the person</param>
    /// <returns>what is wrong with it; null when nothing is</returns>
    public static string? Fault(string password, params ReadOnlySpan<string?> pieces)
    {
        var folded = password.Normalize(NormalizationForm.FormKC);
        if (folded.Length < Shortest) return $"口令太短：至少 {Shortest} 位，现在 {folded.Length} 位";
        if (folded.Length > Longest || Encoding.UTF8.GetByteCount(folded) > 2 * Longest) return $"口令太长：至多 {Longest} 位";
        var classes = (folded.Any(char.IsAsciiLetterLower) ? 1 : 0) + (folded.Any(char.IsAsciiLetterUpper) ? 1 : 0) + (folded.Any(char.IsAsciiDigit) ? 1 : 0) + (folded.Any(c => !char.IsAsciiLetterOrDigit(c)) ? 1 : 0);
        if (classes < 3) return $"口令太简单：大写字母、小写字母、数字、符号四类中至少用三类，现在 {classes} 类";
        var lower = folded.ToLowerInvariant();
        foreach (var piece in pieces)
            if (piece is { Length: >= 4 } && lower.Contains(piece.ToLowerInvariant(), StringComparison.Ordinal)) return "口令里不能有账号、姓名拼音或电话号码";
        var rest = lower;
        foreach (var common in Common) rest = rest.Replace(common, "", StringComparison.Ordinal);
        if (rest.Where(char.IsLetterOrDigit).Distinct().Count() < 4) return "这个口令太常见，容易被猜到，请换一个";
        return null;
    }
}
