namespace OrgWork.Kernel;

/// <summary>What is better in a figure: by it lights are set.</summary>
public enum Better { Neither, Higher, Lower }

/// <summary>A figure (指标): a number with everything that is to be known about it. Its rows open from it by construction.</summary>
public sealed class Figure
{
    /// <summary>As addresses name it: <c>one-shoulder</c>.</summary>
    public required string Id { get; init; }
    public required string Title { get; init; }
    /// <summary>The heading it stands under.</summary>
    public required string Group { get; init; }
    public required Counted Of { get; init; }
    /// <summary>人, 个, %, 岁.</summary>
    public string Unit { get => field ?? (OutOf is null ? Of.Counter : "%"); init; }
    /// <summary>当日, 本年, 月.</summary>
    public string Period { get; init; } = "当日";
    /// <summary>The definition in words: what is counted, out of what.</summary>
    public required string Formula { get; init; }
    /// <summary>The document it is asked for in.</summary>
    public required string Source { get; init; }
    /// <summary>已核, 待核: whether definition and limits were seen in a published text.</summary>
    public string Confidence { get; init; } = "待核";
    /// <summary>Which rows count; all, or those who break the rule.</summary>
    public string Where { get => field ?? (Breaks is null ? "true" : "{broken}"); init; }
    /// <summary>
    /// The rules this figure stands under, so that it has no limits of its own. In <see cref="Where"/>, <see cref="OutOf"/>, <see cref="Mean"/>, <see cref="Sum"/> and <see cref="Wanting"/> then stand <c>{broken}</c>
    /// and <c>{met}</c>, what the first of them says of the row (whose columns are the rule's facts), <c>{faults}</c>, how many of them the row breaks, and <c>{months}</c>,
    /// a parameter of any of them: as they are in force at the row's place on the day that is shown.
    /// </summary>
    public IReadOnlyList<Rule> Under { get => field ?? (Breaks is { } rule ? [rule] : []); init; }
    /// <summary>In short: under this rule, those who break it.</summary>
    public Rule? Breaks { get; init; }
    /// <summary>A share: out of which rows. What counts is looked for among them, unless the share is of what they weigh (<see cref="SumOf"/>).</summary>
    public string? OutOf { get; init; }
    /// <summary>A mean: of which expression.</summary>
    public string? Mean { get; init; }
    /// <summary>A sum: what each row that counts weighs instead of one.</summary>
    public string? Sum { get; init; }
    /// <summary>A share of what each row of the whole weighs: a plan, a quota. What counts need not be among those rows, and may be more.</summary>
    public string? SumOf { get; init; }
    /// <summary>What a share of weights is multiplied with: of a hundred; 1 where it says how much there is to each one of the whole, as cost per head.</summary>
    public int Times { get; init; } = 100;
    public Better Better { get; init; }
    /// <summary>Beyond it the light is yellow.</summary>
    public decimal? Yellow { get; init; }
    /// <summary>Beyond it the light is red.</summary>
    public decimal? Red { get; init; }
    /// <summary>What is to be reached unless a place has set its own (<c>org.figure_target</c>).</summary>
    public decimal? Target { get; init; }
    /// <summary>The rows that want a person, where these are not the ones that count: the villages not yet.</summary>
    public string? Wanting { get; init; }
    public string WantingWords { get; init; } = "未达到的";

    /// <summary>Parts that do not go together, in words; nothing when they do.</summary>
    internal string? Contradiction => (OutOf, Mean, Sum, SumOf) switch
    {
        (null, _, _, not null) => "是所占权重的比率，却没有说明分母是哪些行",
        (not null, _, not null, null) => "分子按权重、分母按行，不是同一种数",
        (not null, not null, _, _) or (_, not null, not null, _) => "只能是比率、平均、合计之一",
        _ => null,
    };

    /// <summary>Beyond which it is red and yellow: what a place set for itself comes before what is declared.</summary>
    public (decimal? Red, decimal? Yellow) LimitsOf(FigureTarget? own) => (own?.Red ?? Red, own?.Value ?? Yellow ?? Target);

    /// <summary>red, yellow, green or nothing. What has reached its target is not red, whatever the limit declared for those without a target of their own.</summary>
    public string? LightOf(decimal? value, FigureTarget? own = null)
    {
        if (value is not { } number || Better == Better.Neither) return null;
        var (red, yellow) = LimitsOf(own);
        if (red is null && yellow is null) return null;
        bool Reaches(decimal? limit) => limit is not { } at || (Better == Better.Higher ? number >= at : number <= at);
        return Reaches(yellow ?? red) ? "green" : Reaches(red) ? "yellow" : "red";
    }
}

/// <summary>What a place set for itself in a year: what is to be reached, beyond what it is red (as declared, if nothing is said), and by which document.</summary>
public sealed record FigureTarget(decimal Value, decimal? Red, string Source);

/// <summary>A figure as computed. Nothing out of nothing is no number: it is shown as —.</summary>
/// <param name="Count">the rows that count; they open from the number</param>
/// <param name="OutOf">the rows they are out of; what is <i>reckoned</i> with is <see cref="Part"/> and <see cref="Whole"/></param>
public sealed record FigureValue(decimal? Value, long Count, long OutOf)
{
    /// <summary>What the share is of: rows, or what they weigh.</summary>
    public decimal Part { get; init; } = Count;
    public decimal Whole { get; init; } = OutOf;

    public string Show(Figure figure) => Value is not { } value ? "—" : figure.OutOf is null && figure.Mean is null ? value.ToString(figure.Sum is null ? "0" : "0.####") : value.ToString("0.0");
}
