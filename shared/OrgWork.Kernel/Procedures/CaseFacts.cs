using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace OrgWork.Kernel;

/// <summary>What is known of a case, by the names under which rules know it. Written as the database writes: 2026-11-21, true, 18.</summary>
public sealed class CaseFacts(IEnumerable<KeyValuePair<string, string>> facts)
{
    static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
    readonly SortedDictionary<string, string> facts = new(facts.ToDictionary(), StringComparer.Ordinal);

    public CaseFacts() : this([]) { }

    public string? this[string fact]
    {
        get => facts.GetValueOrDefault(fact);
        set
        {
            if (string.IsNullOrEmpty(value)) facts.Remove(fact);
            else facts[fact] = value;
        }
    }

    public IEnumerable<KeyValuePair<string, string>> All => facts;
    public CaseFacts Copy() => new(facts);
    public CaseFacts With(IEnumerable<KeyValuePair<string, string>> more)
    {
        var all = Copy();
        foreach (var (fact, value) in more) all[fact] = value;
        return all;
    }

    public DateOnly? Day(string fact) => this[fact] is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
    public int? Number(string fact) => this[fact] is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
    public string ToJson() => JsonSerializer.Serialize(facts, Json);
    public static CaseFacts FromJson(string json) => new(JsonSerializer.Deserialize<Dictionary<string, string>>(json, Json) ?? []);

    public static string? Write(object? value) => value switch
    {
        null => null,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>As a field shows it.</summary>
    public string Show(Field field) => this[field.Column] is { } text ? FieldText.Show(field, Typed(field, text), Month.Of(Clock.Today)) : "";
    /// <summary>As a form takes it.</summary>
    public string Input(Field field) => this[field.Column] is { } text ? FieldText.Input(field, Typed(field, text)) : "";

    static object Typed(Field field, string text) => field.Kind switch
    {
        FieldKind.Date or FieldKind.Month => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        FieldKind.Flag => text == "true",
        _ => text,
    };

    /// <summary>The facts a rule asks for.</summary>
    internal object For(Rule rule, IReadOnlyDictionary<string, string>? reads)
    {
        var all = rule.NewFacts();
        foreach (var column in rule.Facts)
            if (this[reads?.GetValueOrDefault(column.Column) ?? column.Column] is { } text)
                column.Set(all, column.SqlType switch
                {
                    "date" => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                    "boolean" => text == "true",
                    "int" => int.Parse(text, CultureInfo.InvariantCulture),
                    "numeric" => decimal.Parse(text, CultureInfo.InvariantCulture),
                    _ => text,
                });
        return all;
    }

    internal Finding Judge(Rule rule, RuleSettings settings, string path, DateOnly day, IReadOnlyDictionary<string, string>? reads) =>
        rule.CheckFacts(For(rule, reads), settings.For(rule, path, day));
}
