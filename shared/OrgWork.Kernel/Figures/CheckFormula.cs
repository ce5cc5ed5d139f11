using System.Globalization;
using System.Text.RegularExpressions;

namespace OrgWork.Kernel;

/// <summary>One value in a formula. What it does not name is what is being checked: the same row, the same column, the same table.</summary>
public sealed record CheckTerm(int Sign, bool IsLastYear, string? Table, int? Row, int? Column);

/// <summary>A sum read from its official wording: <c>列1=列2+列3-列4</c>, <c>表2.行1.列1≥表3.行1.列4</c>.</summary>
public sealed partial record CheckFormula(IReadOnlyList<CheckTerm> Left, string Operator, IReadOnlyList<CheckTerm> Right)
{
    public IEnumerable<CheckTerm> Terms => Left.Concat(Right);
    public bool IsOverColumns => Terms.All(term => term is { Table: null, Row: null, Column: not null });
    public bool IsOverRows => Terms.All(term => term is { Table: null, Row: not null, Column: null });
    public bool NeedsLastYear => Terms.Any(term => term.IsLastYear);

    /// <exception cref="FormatException">the formula cannot be read; the text says where</exception>
    public static CheckFormula Parse(string text)
    {
        var plain = text.Replace(" ", "", StringComparison.Ordinal).Replace('＝', '=').Replace('＋', '+').Replace('－', '-');
        if (plain.Split('=', '≥', '≤') is not [var left, var right]) throw new FormatException($"校核公式“{text}”要有一个 =、≥ 或 ≤");
        return new(Side(left, text), plain.First(c => c is '=' or '≥' or '≤').ToString(), Side(right, text));
    }

    static List<CheckTerm> Side(string side, string whole)
    {
        var terms = new List<CheckTerm>();
        var at = 0;
        foreach (Match match in Term().Matches(side))
        {
            if (match.Index != at || !match.Groups["row"].Success && !match.Groups["column"].Success) break;
            at += match.Length;
            terms.Add(new(match.Groups["sign"].Value == "-" ? -1 : 1, match.Groups["last"].Success, match.Groups["table"] is { Success: true } table ? "表" + table.Value : null, Number(match.Groups["row"]), Number(match.Groups["column"])));
        }
        return at == side.Length && terms.Count > 0 ? terms : throw new FormatException($"校核公式“{whole}”看不懂“{side[at..]}”");
    }

    static int? Number(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : null;

    public bool Holds(decimal left, decimal right) => Operator switch { "=" => left == right, "≥" => left >= right, _ => left <= right };

    [GeneratedRegex(@"(?<sign>[+-])?(?<last>上年)?(表(?<table>[0-9]+)\.?)?(行(?<row>[0-9]+)\.?)?(列(?<column>[0-9]+))?(?=[+-]|$)", RegexOptions.ExplicitCapture)] private static partial Regex Term();
}
