namespace OrgWork.Kernel;

/// <summary>
/// A unit's unified social credit code (GB 32100): 1 of who registers, 1 of the kind, 6 of the division, 9 of the organisation code (GB 11714: 8 and their check), 1 check.
/// </summary>
public static class CreditCode
{
    // Without I, O, S, V and Z, which are mistaken for digits.
    const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY", OrganisationChecks = "0X987654321";
    static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28], OrganisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>The one spelling under which a code is kept, found and compared: half-width, no blanks, capitals.</summary>
    public static string Canonical(string text) => Dates.Plain(text).ToUpperInvariant();

    /// <returns>what is wrong with a code, and what to do, in words for the screen; null when it holds. <c>org.credit_code_holds</c> says the same.</returns>
    public static string? FaultOf(string code)
    {
        if (code.Length != 18) return $"统一社会信用代码应为 18 位，填的是 {code.Length} 位；请核对登记证";
        for (var i = 0; i < 18; i++)
        {
            if (!Alphabet.Contains(code[i], StringComparison.Ordinal)) return $"第 {i + 1} 位是“{code[i]}”，代码只用数字和大写字母，不用 I、O、S、V、Z；请核对登记证";
            if (i is >= 2 and < 8 && !char.IsAsciiDigit(code[i])) return $"第 3—8 位是行政区划代码，第 {i + 1} 位应为数字，填的是“{code[i]}”；请核对登记证";
        }
        if (OrganisationCheckOf(code.AsSpan(8, 8)) is var inner && code[16] != inner) return $"第 9—17 位是组织机构代码，末位应为 {inner}，填的是 {code[16]}；请核对登记证";
        return CheckOf(code) is var last && code[17] != last ? $"第 18 位应为 {last}，填的是 {code[17]}；请核对登记证" : null;
    }

    /// <summary>The whole code to its first 16 characters.</summary>
    public static string Whole(string first16)
    {
        var first17 = first16 + OrganisationCheckOf(first16.AsSpan(8, 8));
        return first17 + CheckOf(first17);
    }

    static char CheckOf(string code)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++) sum += Alphabet.IndexOf(code[i], StringComparison.Ordinal) * Weights[i];
        return Alphabet[(31 - sum % 31) % 31];
    }

    static char OrganisationCheckOf(ReadOnlySpan<char> eight)
    {
        var sum = 0;
        for (var i = 0; i < 8; i++) sum += (char.IsAsciiDigit(eight[i]) ? eight[i] - '0' : eight[i] - 'A' + 10) * OrganisationWeights[i];
        return OrganisationChecks[sum % 11];
    }
}
