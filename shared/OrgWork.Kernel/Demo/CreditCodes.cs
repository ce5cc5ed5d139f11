using System.Security.Cryptography;

namespace OrgWork.Kernel;

/// <summary>Credit codes of invented units. They pass every check and belong to nobody: the division 990000 does not exist.</summary>
public static class CreditCodes
{
    const string Letters = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// <param name="kind">who registers and what: 91 enterprises, 93 cooperatives, 52 societies</param>
    /// <param name="isWrong">with a last character that does not fit</param>
    public static string For(Guid unit, string kind, bool isWrong = false)
    {
        // Ids of the invented city differ in a few places only.
        var (eight, hash) = (new char[8], SHA256.HashData(unit.ToByteArray()));
        for (var i = 0; i < 8; i++) eight[i] = Letters[hash[i] % Letters.Length];
        var code = CreditCode.Whole($"{kind}990000{new string(eight)}");
        return isWrong ? code[..17] + (code[17] == '0' ? '1' : '0') : code;
    }
}
