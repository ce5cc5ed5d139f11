using FsCheck;
using FsCheck.Fluent;
using Npgsql;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Programmes;

public sealed class FormulaTests
{
    static readonly DateOnly Today = new(2026, 11, 21);

    static readonly DescribedRegister Visits = new()
    {
        Key = "visits", Title = "走访台账", Noun = "走访",
        Fields =
        [
            new() { Key = "name", Label = "对象", Kind = DescribedKind.Name }, new() { Key = "count", Label = "户数", Kind = DescribedKind.Number }, new() { Key = "held_on", Label = "开展日期", Kind = DescribedKind.Date },
            new() { Key = "closed_on", Label = "办结日期", Kind = DescribedKind.Date }, new() { Key = "state", Label = "状态", Kind = DescribedKind.Code, Options = [new("1", "已办结"), new("2", "在办")] },
            new() { Key = "is_open", Label = "公开", Kind = DescribedKind.Flag }, new() { Key = "words", Label = "情况" }, new() { Key = "phone", Label = "电话", Kind = DescribedKind.Phone },
        ],
        Lists = [new() { Key = "notes", Title = "记录", Noun = "记录", Fields = [new() { Key = "noted_on", Label = "日期", Kind = DescribedKind.Date }, new() { Key = "money", Label = "金额", Kind = DescribedKind.Number }] }],
    };

    static object? Of(string text, params (string Key, object? Value)[] values) => Formula.Parse(text, Visits, FormulaType.Truth).Evaluate(values.ToDictionary(one => one.Key, one => one.Value), Today);

    [Fact]
    public void What_is_not_filled_in_is_neither_true_nor_false()
    {
        Assert.Null(Of("[户数] 大于 3"));
        Assert.Equal(false, Of("[户数] 大于 3 且 [公开]", ("is_open", false)));
        Assert.Equal(true, Of("[户数] 大于 3 或 [公开]", ("is_open", true)));
        Assert.Equal(true, Of("[办结日期] 为空 且 [开展日期] 早于 今天 - 30天", ("held_on", new DateOnly(2026, 10, 21))));
        Assert.Equal(false, Of("[开展日期] 早于 今天 - 1个月", ("held_on", new DateOnly(2026, 10, 21))));
    }

    [Theory]
    [InlineData("[状态] = \"已办结\"", true)]
    [InlineData("[状态] 在 (“在办”、“已办结”)", true)]
    [InlineData("[户数] 介于 1 至 5", true)]
    [InlineData("[户数] * 2 + 1 = 7", true)]
    [InlineData("非 [公开]", true)]
    [InlineData("[情况] 包含 '{路}'", true)]
    [InlineData("[办结日期] - [开展日期] 不超过 10", true)]
    [InlineData("[开展日期] 等于 2026.11.01 and not ([户数] > 3)", true)]
    public void Words_signs_and_full_width_marks_are_understood_alike(string text, bool expected) =>
        Assert.Equal(expected, Of(text, ("state", "1"), ("count", 3), ("is_open", false), ("words", "修{路}两公里"), ("held_on", new DateOnly(2026, 11, 1)), ("closed_on", new DateOnly(2026, 11, 11))));

    /// <summary>What each row of a list is held against may be the record's own, wherever the sum is put.</summary>
    [Fact]
    public void Inside_of_a_sum_the_record_itself_goes_by_its_register_s_title()
    {
        var formula = Formula.Parse("次数([记录], [金额] 大于 [走访台账.户数] - 1) > 0", Visits, FormulaType.Truth);
        Assert.Equal("次数([记录], [金额] 大于 [走访台账.户数] - 1) 大于 0", formula.Explain());
        Assert.Contains("t.\"count\"", formula.Sums[0].For("notes", "visits", "t.id"), StringComparison.Ordinal);
        Assert.Contains("new.\"count\"", formula.Sums[0].For("notes", "visits", "new.id"), StringComparison.Ordinal);
        foreach (var (text, words) in ((string, string)[])[("次数([记录], [走访台账.户树] = 1) = 0", "没有“户树”"), ("次数([记录], [走访台账.电话] = “1”) = 0", "敏感"), ("次数([记录], [别的台账.户数] = 1) = 0", "没有“别的台账.户数”"), ("[走访台账.户数] = 1", "没有“走访台账.户数”")])
        {
            Assert.False(Formula.TryParse(text, Visits, FormulaType.Truth, out _, out var fault));
            Assert.Contains(words, fault!.Words, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("[户数] 大于", 6, "没有写完")]
    [InlineData("[户树] 大于 3", 0, "没有“户树”")]
    [InlineData("[户数] 大于 今天", 8, "不能相比")]
    [InlineData("[状态] = \"办完\"", 7, "已办结、在办")]
    [InlineData("[户数]", 0, "请写成条件")]
    [InlineData("[电话] = \"1\"", 0, "敏感")]
    [InlineData("[户数] 大于 3 [公开]", 10, "要写“且”或“或”")]
    [InlineData("[开展日期] 早于 今天 - 30", 13, "天、个月或年")]
    [InlineData("次数([别的]) = 0", 3, "记录")]
    [InlineData("select 1", 0, "不认识")]
    public void A_fault_says_where_it_is_and_what_to_write(string text, int at, string words)
    {
        Assert.False(Formula.TryParse(text, Visits, FormulaType.Truth, out _, out var fault));
        Assert.Equal(at, fault!.At);
        Assert.Contains(words, fault.Words, StringComparison.Ordinal);
    }

    /// <summary>Whatever is typed: it is read or refused with a place within the text, and never anything else.</summary>
    [Fact]
    public void Any_text_is_read_or_refused()
    {
        string[] pieces = ["[户数]", "[开展日期]", "[状态]", "[", "]", "(", ")", "且", "或", "非", "为空", "介于", "至", "在", "\"", "“已办结”", "12", "2026.02.30", "2026.02.28", "30天", "今天", "+", "-", "*", "/", "<", "≥", "次数([记录])", "合计([记录], [金额])", "'; drop table visits; --", "$1", "{day}", "\0", " ", "是", ",", "select", "；"];
        var texts = Gen.Elements(pieces).ListOf().Select(list => string.Join(" ", list));
        Prop.ForAll(Arb.From(texts), text => Formula.TryParse(text, Visits, FormulaType.Truth, out var formula, out var fault) ? formula is not null : fault is { Words.Length: > 0 } && fault.At >= 0 && fault.At <= text.Length).Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithQuietOnSuccess(true));
    }

    /// <summary>The database and C# come to the same for random formulas over random rows.</summary>
    [Fact]
    public async Task Sql_and_the_evaluation_in_memory_agree()
    {
        var connection = await TestCluster.CreateDatabaseAsync("formulas");
        await using var source = NpgsqlDataSource.Create(connection + ";Pooling=false");
        await using var open = await source.OpenConnectionAsync();
        var random = new System.Random(7);
        for (var n = 0; n < 400; n++)
        {
            var text = Condition(random, 3);
            var values = new Dictionary<string, object?>
            {
                ["count"] = random.Next(3) == 0 ? null : random.Next(0, 6), ["held_on"] = random.Next(3) == 0 ? null : Today.AddDays(-random.Next(0, 60)), ["closed_on"] = random.Next(2) == 0 ? null : Today.AddDays(-random.Next(0, 60)),
                ["state"] = random.Next(3) == 0 ? null : random.Next(1, 3).ToString(System.Globalization.CultureInfo.InvariantCulture), ["is_open"] = random.Next(2) == 0, ["words"] = random.Next(3) == 0 ? null : "修{路}",
            };
            var formula = Formula.Parse(text, Visits, FormulaType.Truth);
            await using var ask = new NpgsqlCommand($"select {formula.Sql.Replace("{day}", $"date '{Today:yyyy-MM-dd}'", StringComparison.Ordinal)} from (select $1::int as count, $2::date as held_on, $3::date as closed_on, $4::text as state, $5::boolean as is_open, $6::text as words) x", open);
            foreach (var value in values.Values) ask.Parameters.Add(new() { Value = value ?? DBNull.Value });
            var answer = await ask.ExecuteScalarAsync() is bool truth ? (bool?)truth : null;
            Assert.True(Equals(answer, formula.Evaluate(values, Today)), $"{text}: {answer} ≠ {formula.Evaluate(values, Today)}");
        }
    }

    static string Condition(System.Random random, int depth) => random.Next(depth > 0 ? 10 : 7) switch
    {
        0 => $"[户数] {new[] { "=", "≠", "<", "≤", ">", "≥" }[random.Next(6)]} {random.Next(6)}", 1 => $"[开展日期] {new[] { "早于", "晚于", "不早于", "不晚于" }[random.Next(4)]} 今天 - {random.Next(60)}天",
        2 => $"[办结日期] {new[] { "为空", "不为空" }[random.Next(2)]}", 3 => $"[状态] 在 (\"已办结\"{(random.Next(2) == 0 ? ", \"在办\"" : "")})", 4 => "[公开]", 5 => $"[情况] {new[] { "包含", "不包含" }[random.Next(2)]} \"{{\"",
        6 => $"[办结日期] - [开展日期] > {random.Next(30)} / {random.Next(3)}",
        7 => $"({Condition(random, depth - 1)} 且 {Condition(random, depth - 1)})", 8 => $"({Condition(random, depth - 1)} 或 {Condition(random, depth - 1)})", _ => $"非 ({Condition(random, depth - 1)})",
    };
}
