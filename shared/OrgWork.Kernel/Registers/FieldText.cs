using System.Globalization;

namespace OrgWork.Kernel;

/// <summary>How a field's value looks: on screen, in a form, in the record of deeds.</summary>
public static class FieldText
{
    /// <summary>As read by people; empty for nothing.</summary>
    public static string Show(Field field, object? value, Month reckoning) => value switch
    {
        null => "",
        string text when field.Kind == FieldKind.Code => field.Codes!.NameOf(text),
        string text when field.IsSensitive && field.Kind != FieldKind.Identity => Mask(text),
        string text => text,
        DateOnly date when field.ShowsAge => $"{Input(field, date)}（{field.AgeWords.Before}{Month.Of(date).AgeAt(reckoning)}{field.AgeWords.After}）",
        DateOnly date when field.Kind == FieldKind.Month => Month.Of(date).ToString(),
        DateOnly date => Dates.Format(date),
        bool flag => flag ? "是" : "否",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>As typed into the form, and as posted back.</summary>
    public static string Input(Field field, object? value) => value switch
    {
        null => "",
        // What a column keeps with its places (60.00) is typed as it is said: 60.
        decimal number when field.Kind == FieldKind.Number => number.ToString("0.##########", CultureInfo.InvariantCulture),
        DateOnly date when field.Kind == FieldKind.Month => Month.Of(date).ToString(),
        DateOnly date => Dates.Format(date),
        bool flag => flag ? "1" : "0",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>A number as it was typed; null where it is none of this field's.</summary>
    /// <returns>an <c>int</c>, or a <c>decimal</c> where the field has places behind its point</returns>
    public static object? Number(Field field, string text)
    {
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || decimal.Round(number, field.Decimals) != number) return null;
        if (field.Decimals > 0) return number;
        return number is >= int.MinValue and <= int.MaxValue ? (int)number : null;
    }

    /// <summary>What is wrong with a number, or null.</summary>
    public static string? NumberFault(Field field, object? number, string text) => number switch
    {
        null => field.Decimals > 0 ? $"{field.Label}请填数，至多 {field.Decimals} 位小数，填的是“{text}”" : $"{field.Label}请填整数，填的是“{text}”",
        _ when Convert.ToDecimal(number, CultureInfo.InvariantCulture) is var value && (value < field.Min || value > field.Max) => $"{field.Label}应在 {field.Min} 与 {(field.Max == int.MaxValue ? "上限" : field.Max)} 之间，填的是 {Input(field, number)}",
        _ => null,
    };

    /// <summary>
    /// Keeps the ends of a number that help to tell one from another, and the beginning of words (whose length says nothing then); hides what identifies.
    /// A mask is its own mask.
    /// </summary>
    public static string Mask(string text)
    {
        if (text.Any(c => c is not ('*' or '+' or '-' or 'X' or 'x') && !char.IsAsciiDigit(c))) return text.Length <= 3 ? "****" : text[..3] + "****";
        return text.Length switch
        {
            0 => "",
            <= 4 => new string('*', text.Length),
            <= 7 => text[..1] + new string('*', text.Length - 2) + text[^1..],
            _ => text[..3] + new string('*', text.Length - 7) + text[^4..],
        };
    }

    /// <summary>Two-character names are padded in columns, so that they line up: 陶　静.</summary>
    public static string Padded(string name) => name.Length == 2 && name[0] > '\u2E7F' ? $"{name[0]}\u3000{name[1]}" : name;
}
