using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrgWork.Kernel;

/// <summary>How the parts of a group go together.</summary>
public enum QueryMode
{
    /// <summary>It is no group but a condition.</summary>
    Condition,
    All, Any, None,
    /// <summary>At least <see cref="QueryPart.Least"/> of them.</summary>
    Least,
}

/// <summary>A part of a query: a group of parts, or a condition on the record itself or on the lines of one of its lists. Kept as JSON; read anew against the register each time.</summary>
public sealed record QueryPart
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    public QueryMode Mode { get; init; }
    public int Least { get; init; }
    public ImmutableList<QueryPart> Parts { get; init; } = [];

    /// <summary>The id of a child register; null for the record itself.</summary>
    public string? Set { get; init; }
    /// <summary>So many lines at least; nothing for one; with <see cref="IsAbsent"/> there is no such line.</summary>
    public int Count { get; init; }
    public bool IsAbsent { get; init; }
    /// <summary>The lines together last so many months at least, what overlaps counted once.</summary>
    public int Months { get; init; }
    public ImmutableList<QueryTest> Tests { get; init; } = [];

    [JsonIgnore]
    public bool IsGroup => Mode != QueryMode.Condition;
    [JsonIgnore]
    public int LinesWanted => Math.Max(1, Count);

    public string ToJson() => JsonSerializer.Serialize(this, Json);
    public static QueryPart FromJson(string text) => JsonSerializer.Deserialize<QueryPart>(text, Json) ?? new() { Mode = QueryMode.All };

    /// <summary>The part at a way such as <c>0.2.1</c>; the whole for nothing.</summary>
    public QueryPart? At(string? way) => Steps(way) is { } steps ? steps.Aggregate((QueryPart?)this, (part, step) => part?.IsGroup == true && step < part.Parts.Count ? part.Parts[step] : null) : null;

    /// <summary>The same with another part at the way; taken out for null.</summary>
    public QueryPart With(string? way, QueryPart? other) => Steps(way) is { } steps ? Put(this, steps, other) ?? this with { Parts = [] } : this;

    /// <summary>The same with one part more in the group at the way.</summary>
    public QueryPart Adding(string? group, QueryPart part) => At(group) is { IsGroup: true } at ? With(group, at with { Parts = at.Parts.Add(part) }) : this;

    static QueryPart? Put(QueryPart at, int[] steps, QueryPart? other)
    {
        if (steps.Length == 0) return other;
        if (!at.IsGroup || steps[0] >= at.Parts.Count) return at;
        var put = Put(at.Parts[steps[0]], steps[1..], other);
        return at with { Parts = put is null ? at.Parts.RemoveAt(steps[0]) : at.Parts.SetItem(steps[0], put) };
    }

    static int[]? Steps(string? way)
    {
        if (string.IsNullOrEmpty(way)) return [];
        var parts = way.Split('.');
        var steps = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
            if (!int.TryParse(parts[i], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out steps[i])) return null;
        return steps;
    }

    /// <summary>All conditions with their ways, in their order.</summary>
    public IEnumerable<(string Way, QueryPart Part)> Conditions(string way = "")
    {
        if (!IsGroup) return [(way, this)];
        return Parts.SelectMany((part, i) => part.Conditions(way == "" ? $"{i}" : $"{way}.{i}"));
    }
}

/// <summary>What is asked of one column.</summary>
/// <param name="How">one of <see cref="QueryHow"/></param>
public sealed record QueryTest(string Column, string How, ImmutableList<string> Values);

/// <summary>Ways of asking, stored as they are.</summary>
public static class QueryHow
{
    /// <summary>One of these codes; a flag yes or no.</summary>
    public const string Is = "is";
    public const string IsNot = "isnot";
    /// <summary>From … to: days, months, numbers. A year may be said backwards from the present one (-3).</summary>
    public const string Within = "within";
    /// <summary>So many full years (or months: 18m) since, at least and at most.</summary>
    public const string Since = "since";
    /// <summary>So many full years from this day to that of another column, at least and at most.</summary>
    public const string Until = "until";
    public const string Contains = "contains";
    public const string Filled = "filled";
    public const string Empty = "empty";
}

/// <summary>Something that can be asked of a row and stands in no column: 到龄时间, 在影响期内. What is sensitive in it stays behind: the answer alone is given.</summary>
/// <param name="Sql">over <c>t</c>, the register's table; <c>{day}</c> is the day of reckoning</param>
public sealed record QueryFact(Field Field, string Sql)
{
    /// <summary>Who may ask it; whoever reads the register when nothing is said. That it was asked is on record.</summary>
    public string? Permission { get; init; }
}

/// <summary>A query that comes with its register, to be taken and changed.</summary>
public sealed record ReadyQuery(string Name, QueryPart Parts);

/// <summary>A query with what it is asked of, found sound.</summary>
public sealed record Query(RegisterPlace Place, QueryPart Parts, DateOnly Day);
