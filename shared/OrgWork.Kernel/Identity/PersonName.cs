using System.Globalization;
using System.Text;

namespace OrgWork.Kernel;

/// <summary>What a person's name is made of: letters of any script, 〇, characters of one's own for what Unicode lacked, and the signs that join the parts of a name.</summary>
public static class PersonName
{
    const string Signs = "·•‧・ 　-'’.";

    /// <returns>what does not belong in it, in words; null when all does</returns>
    public static string? Fault(string name)
    {
        var strange = string.Concat(name.EnumerateRunes().Where(rune => !Belongs(rune)).Distinct().Take(5));
        return strange == "" ? name.EnumerateRunes().Any(IsLetter) ? null : "姓名里没有文字，请核对"
            : $"姓名里不应有“{strange}”，只写文字和“·”；曾用名、性别等写在别的栏目";
    }

    /// <summary>The name without what stands behind it in brackets and what is no part of one: 李娜（女） → 李娜.</summary>
    internal static string? Likely(string name)
    {
        var end = name.IndexOfAny(['（', '(', '[', '【', '〔']);
        var likely = string.Concat((end > 0 ? name[..end] : name).EnumerateRunes().Where(Belongs)).Trim();
        return likely.EnumerateRunes().Any(IsLetter) ? likely : null;
    }

    static bool Belongs(Rune rune) => IsLetter(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark || rune.IsBmp && Signs.Contains((char)rune.Value, StringComparison.Ordinal);
    static bool IsLetter(Rune rune) => Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LetterNumber or UnicodeCategory.PrivateUse;
}
