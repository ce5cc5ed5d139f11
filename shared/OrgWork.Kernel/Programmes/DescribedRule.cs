namespace OrgWork.Kernel;

/// <summary>What is known of one row of a described register, by column.</summary>
sealed class DescribedFacts
{
    public Dictionary<string, object?> Values { get; } = [];
}

/// <summary>A light of a described programme as a rule: broken where its condition is true.</summary>
sealed class DescribedRule : Rule
{
    public required Formula When { get; init; }
    public required IReadOnlyList<FactColumn> Columns { get; init; }

    public override IReadOnlyList<FactColumn> Facts => Columns;
    public override IReadOnlyList<RuleCase> Cases => [];
    internal override string StateSql => $"case {When.Sql} when true then 'b' when false then 'm' else 'u' end";
    internal override object NewFacts() => new DescribedFacts();

    public override Finding CheckFacts(object facts, RuleTerms terms) => (When.Evaluate(((DescribedFacts)facts).Values, terms.Day) as bool?) switch
    {
        true => Finding.Of(false, Found(facts)) with { Rule = this },
        false => Finding.Of(true, Found(facts)) with { Rule = this },
        null => new(Outcome.Unknown, "有的项目没有填，判断不了") { Rule = this },
    };

    /// <summary>The values the condition speaks of.</summary>
    string Found(object facts) => string.Join("；", Columns.Where(column => When.Text.Contains($"[{column.Label}]", StringComparison.Ordinal) || When.Text.Contains($"【{column.Label}】", StringComparison.Ordinal)).Select(column => $"{column.Label}：{(column.Show(facts) is { Length: > 0 } shown ? shown : "空")}"))
        is { Length: > 0 } words ? words : When.Explain();
}

/// <summary>The day of a step and of the one before it, read out of a case.</summary>
sealed record StepGapFacts
{
    [KnownAs("上一步")] public DateOnly? PreviousOn { get; init; }
    [KnownAs("这一步")] public DateOnly? DoneOn { get; init; }
}
