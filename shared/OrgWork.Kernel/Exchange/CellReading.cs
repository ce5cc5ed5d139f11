using System.Globalization;
using System.Text;

namespace OrgWork.Kernel;

/// <summary>What a cell of a sheet means for its field: the value as text that the database reads, what is wrong, and what it probably should be.</summary>
/// <param name="Value">canonical: 1988-06-01, a code, true, a number; null for nothing or for what is wrong</param>
/// <param name="Fault">why it cannot be taken</param>
/// <param name="Warning">why somebody should look, though it can be taken</param>
/// <param name="Suggestion">what may be put there instead, as it would be typed</param>
public readonly record struct CellReading(string? Value, string? Fault = null, string? Warning = null, string? Suggestion = null)
{
    static readonly Dictionary<char, char> ChineseDigits = new() { ['〇'] = '0', ['○'] = '0', ['零'] = '0', ['一'] = '1', ['二'] = '2', ['三'] = '3', ['四'] = '4', ['五'] = '5', ['六'] = '6', ['七'] = '7', ['八'] = '8', ['九'] = '9' };

    /// <param name="isNumber">the cell is a number in the file</param>
    public static CellReading Of(Field field, string? typed, bool isNumber, DateOnly today)
    {
        var text = Clean(typed, field.Kind == FieldKind.LongText);
        if (text == "" || text is "/" or "-" or "—" or "－" && field.Kind != FieldKind.LongText) return default;
        switch (field.Kind)
        {
            case FieldKind.Name:
                // 陶　静 is padded for columns.
                if (text.Any(c => c > '\u2E7F')) text = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
                return Long(field, text);
            case FieldKind.Code: return Code(field, text);
            case FieldKind.Flag: return Flag(field, text);
            case FieldKind.Number:
                var digits = text.Replace(",", "", StringComparison.Ordinal).Replace("，", "", StringComparison.Ordinal).Normalize(NormalizationForm.FormKC);
                var number = FieldText.Number(field, digits);
                if (number is null) return new(null, field.Decimals > 0 ? $"{field.Label}应为数，至多 {field.Decimals} 位小数" : $"{field.Label}应为整数");
                return Convert.ToDecimal(number, CultureInfo.InvariantCulture) is var value && (value < field.Min || value > field.Max) ? new(null, $"{field.Label}应在 {field.Min} 与 {(field.Max == int.MaxValue ? "上限" : field.Max)} 之间") : new(FieldText.Input(field, number));
            case FieldKind.Date or FieldKind.Month: return Date(field, text, isNumber, today);
            case FieldKind.Identity:
                if (isNumber && text.Length >= 16) return new(null, "号码在 Excel 里存成了数字，后几位已经丢失；请在原表把这一列设为文本后重填，或在这里照原件改正");
                return IdentityNumber.TryParse(text, out var identity, out var fault) ? new(identity.Full) : new(null, fault);
            case FieldKind.Phone:
                if (isNumber && text.EndsWith(".0", StringComparison.Ordinal)) text = text[..^2];
                return text.Any(c => !char.IsAsciiDigit(c) && c is not (' ' or '-' or '+' or '(' or ')' or '（' or '）')) || field.Canonical(text).Length is < 5 or > 20 ? new(null, $"{field.Label}应为 5 至 20 位数字") : new(text);
            default: return Long(field, field.Spelling?.Invoke(text) ?? text);
        }
    }

    static CellReading Long(Field field, string text) => text.Length > (field.MaxLength ?? 200) ? new(null, $"{field.Label}不超过 {field.MaxLength ?? 200} 字，现有 {text.Length} 字") : new(text);

    static CellReading Code(Field field, string text)
    {
        var codes = field.Codes!;
        if (codes.Named(text) is { } named) return new(named.Value);
        if (codes.Has(text)) return new(text);
        var plain = Plain(text);
        var like = codes.Codes.Where(code => Plain(code.Name) == plain).ToList();
        if (like.Count == 1) return new(like[0].Value);
        if (codes.Has(plain)) return new(plain);
        // 汉 for 汉族, 男性 for 男: one name and no other begins so, or is its beginning.
        var near = codes.Codes.Where(code => code.Name == text + "族" || text == code.Name + "性").ToList();
        if (near.Count == 1) return new(near[0].Value);
        // 正科 for 乡科级正职: all its letters, in any order; the shortest name that has them.
        var guess = codes.Codes.Where(code => plain.Length > 0 && (plain.All(code.Name.Contains) || code.Name.All(plain.Contains))).OrderBy(code => Math.Abs(code.Name.Length - plain.Length)).FirstOrDefault();
        // What English programs write for the sexes.
        var foreign = plain switch { "m" or "male" => codes.Named("男"), "f" or "female" => codes.Named("女"), _ => null };
        return new(null, $"“{Short(text)}”不在{field.Label}的代码表里", Suggestion: (guess ?? foreign)?.Name);
    }

    static CellReading Flag(Field field, string text) => text.ToLowerInvariant() switch
    {
        "是" or "有" or "√" or "✓" or "1" or "y" or "yes" or "true" or "t" or "对" => new("true"),
        "否" or "无" or "×" or "✗" or "0" or "n" or "no" or "false" or "f" or "不是" or "没有" or "x" => new("false"),
        _ => new(null, $"{field.Label}应填“是”或“否”", Suggestion: text.Contains('不', StringComparison.Ordinal) || text.Contains('无', StringComparison.Ordinal) ? "否" : "是"),
    };

    static CellReading Date(Field field, string text, bool isNumber, DateOnly today)
    {
        var isMonth = field.Kind == FieldKind.Month;
        // 1988年6月1日 0:00:00, 1988-06-01T00:00:00
        var space = text.IndexOfAny([' ', 'T']);
        if (space > 5 && text.Contains(':', StringComparison.Ordinal)) text = text[..space];
        if (text.Any(ChineseDigits.ContainsKey)) text = Arabic(text);
        if (isNumber && text.Length is 4 or 5 && int.TryParse(text, out var serial) && serial > 3000 && new DateOnly(1899, 12, 30).AddDays(serial) is var from)
            return Check(field, from, today, $"“{text}”是 Excel 的日期序号，按 {(isMonth ? Month.Of(from).ToString() : Dates.Format(from))} 记");
        if (isMonth)
        {
            if (Month.TryParse(text, out var month, out var monthFault, orFullDate: true))
                // 1988.10 kept as a number has become 1988.1.
                return Check(field, month.First, today, isNumber && month.Number == 1 && !text.EndsWith("01", StringComparison.Ordinal) ? $"按 {month} 记；Excel 把 1988.10 存成数字会变成 1988.1，请确认不是 10 月" : null);
            return new(null, monthFault, Suggestion: SuggestDate(text, isMonth, today));
        }
        if (Dates.TryParse(text, out var day, out var dayFault)) return Check(field, day, today, null);
        return new(null, dayFault, Suggestion: SuggestDate(text, isMonth, today));
    }

    static CellReading Check(Field field, DateOnly day, DateOnly today, string? warning)
    {
        if (field.NotInFuture && day > today) return new(null, $"{field.Label}晚于今天", Suggestion: null);
        return new(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Warning: warning);
    }

    /// <summary>86.7 is 1986.07; 2010.6 for a day is its first.</summary>
    static string? SuggestDate(string text, bool isMonth, DateOnly today)
    {
        var numbers = new List<int>();
        foreach (var part in text.Split(['.', '-', '/', '年', '月', '日', '。', '、', ' ', ','], StringSplitOptions.RemoveEmptyEntries))
            if (int.TryParse(part, out var number)) numbers.Add(number);
            else return null;
        if (numbers.Count is < 2 or > 3) return null;
        var year = numbers[0] < 100 ? numbers[0] + (numbers[0] > today.Year % 100 ? 1900 : 2000) : numbers[0];
        if (year is < 1900 or > 2200 || numbers[1] is < 1 or > 12) return null;
        var day = numbers.Count == 3 ? numbers[2] : 1;
        if (day < 1 || day > DateTime.DaysInMonth(year, numbers[1])) return null;
        return isMonth ? $"{year}.{numbers[1]:00}" : $"{year}.{numbers[1]:00}.{day:00}";
    }

    /// <summary>一九八八年十二月三日 → 1988年12月3日</summary>
    static string Arabic(string text)
    {
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '十')
            {
                var before = i > 0 && ChineseDigits.ContainsKey(text[i - 1]);
                var after = i + 1 < text.Length && ChineseDigits.ContainsKey(text[i + 1]);
                result.Append((before, after) switch { (true, true) => "", (true, false) => "0", (false, true) => "1", _ => "10" });
            }
            else result.Append(ChineseDigits.GetValueOrDefault(text[i], text[i]));
        return result.ToString();
    }

    /// <summary>What other programs leave in texts goes: control signs, zero-width signs, blanks at the ends.</summary>
    internal static string Clean(string? text, bool keepLines = false)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var isClean = !char.IsWhiteSpace(text[0]) && !char.IsWhiteSpace(text[^1]);
        foreach (var c in text)
            if (c is < ' ' or '\u00A0' or '\u007F' or '\uFEFF' or >= '\u0080' and <= '\u009F' or >= '\u200B' and <= '\u200F' || char.IsSurrogate(c)) isClean = false;
        if (isClean) return text;
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (rune.Value is '\n' or '\t' or '\r' ? keepLines : Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format) && rune.Value is not (0xFFFD or 0xFFFE or 0xFFFF)) kept.Append(rune.Value == 0xA0 ? new Rune(' ') : rune);
            else if (rune.Value is '\n' or '\t' or '\r' && kept.Length > 0 && kept[^1] != ' ') kept.Append(' ');
        return kept.ToString().Trim();
    }

    static string Plain(string text) => string.Concat(text.Normalize(NormalizationForm.FormKC).Where(c => char.IsLetterOrDigit(c))).ToLowerInvariant();
    static string Short(string text) => text.Length > 12 ? text[..12] + "…" : text;
}
