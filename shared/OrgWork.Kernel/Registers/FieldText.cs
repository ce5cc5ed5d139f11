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
        DateOnly date when field.Kind == FieldKind.Month => Month.Of(date).ToString(),
        DateOnly date => Dates.Format(date),
        bool flag => flag ? "1" : "0",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
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
