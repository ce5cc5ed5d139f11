using System.Globalization;

namespace OrgWork.Kernel;

/// <summary>
/// Identity numbers of invented people. They pass every check and belong to nobody: divisions that begin with 99 do not exist.
/// None is given out twice.
/// </summary>
public sealed class IdentityNumbers
{
    readonly HashSet<string> taken = [];

    /// <param name="division">six digits that begin with 99</param>
    public string Next(string division, DateOnly birth, bool isMale, Random random)
    {
        if (division.Length != 6 || !division.StartsWith("99", StringComparison.Ordinal) || !division.All(char.IsAsciiDigit))
            throw new ArgumentException($"{division} could be a real division; an invented one has six digits and begins with 99", nameof(division));
        var sequence = random.Next(500) * 2 + (isMale ? 1 : 0);
        for (var tries = 0; tries < 500; tries++, sequence = (sequence + 2) % 1000)
        {
            var first17 = string.Create(CultureInfo.InvariantCulture, $"{division}{birth:yyyyMMdd}{sequence:000}");
            if (taken.Add(first17))
                return first17 + IdentityNumber.CheckOf(first17);
        }
        throw new InvalidOperationException($"all numbers of {division} and {birth:yyyy-MM-dd} are taken");
    }
}
