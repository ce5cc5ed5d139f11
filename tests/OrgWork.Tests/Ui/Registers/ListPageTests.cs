using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Ui.Registers;

public sealed class ListPageTests(LedgerHost ledger) : IClassFixture<LedgerHost>, IAsyncLifetime
{
    const string List = $"/{TestHost.County}/ledger/entrants";
    Browser officer = null!;

    public async Task InitializeAsync()
    {
        officer = await ledger.Host.SignInAsync(TestHost.County, "ledger.entrants.read", "ledger.entrants.edit");
        await ledger.Host.DoAsync("truncate ledger.entrant, ledger.entrant_gram, ledger.note");
    }

    public Task DisposeAsync()
    {
        officer.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("")]
    [InlineData("?sort=score")]
    [InlineData("?sort=score&dir=desc")]
    [InlineData("?q=静")]
    public async Task Turning_pages_shows_everybody_once_forward_and_backward(string query)
    {
        var path = await ledger.PathOfAsync(TestHost.County);
        for (var i = 0; i < 120; i++) await ledger.AddEntrantAsync(path, $"陶静{(char)('一' + i)}", rank: i / 3);
        await ledger.Host.DoAsync("update ledger.entrant set score = case when rank_order % 3 > 0 then rank_order % 5 end");

        var (forward, backward) = (new List<string>(), new List<string>());
        var page = await officer.GetAsync(List + query);
        while (true)
        {
            forward.AddRange(Names(page));
            if (Link(page, "下一页") is not { } next) break;
            page = await officer.GetAsync(List + next);
        }
        while (true)
        {
            backward.InsertRange(0, Names(page));
            if (Link(page, "上一页") is not { } previous) break;
            page = await officer.GetAsync(List + previous);
        }

        Assert.Equal(120, forward.Distinct().Count());
        Assert.Equal(forward.Count, forward.Distinct().Count());
        Assert.Equal(forward, backward);
        Assert.Equal("120", (await officer.GetAsync($"{List}{(query == "" ? "?" : query + "&")}handler=count")).Text);
    }

    [Fact]
    public async Task Names_stand_in_the_order_of_their_pinyin()
    {
        var path = await ledger.PathOfAsync(TestHost.County);
        string[] ordered = ["安阳明", "季安民", "李雷鸣", "欧阳静", "时亮明", "陶静安", "赵一鸣"];
        foreach (var name in ordered.Reverse()) await ledger.AddEntrantAsync(path, name);

        Assert.Equal(ordered, Names(await officer.GetAsync(List + "?sort=name")));
        Assert.Equal(ordered.Reverse(), Names(await officer.GetAsync(List + "?sort=name&dir=desc")));
    }

    [Fact]
    public async Task Conditions_narrow_are_shown_as_chips_and_can_be_taken_away_one_by_one()
    {
        await FillAsync();
        var page = await officer.GetAsync(List + "?sex=2&score.from=50&birth_on.from=-40y");

        Assert.Equal(["年轻女"], Names(page));
        var chips = page.Document.QuerySelectorAll(".list-tools .chip").Select(chip => chip.TextContent.TrimEnd('×').Trim()).ToList();
        Assert.Equal(["女", "得分 ≥ 50", $"出生日期自 {OrgWork.Kernel.Clock.Today.AddYears(-40):yyyy.MM.dd}"], chips);
        var without = page.Document.QuerySelectorAll(".list-tools .chip a.x")[^1].GetAttribute("href")!;
        Assert.Equal(2, Names(await officer.GetAsync(List + without)).Count);
    }

    [Theory]
    [InlineData("score.from=abc", "得分")]
    [InlineData("birth_on.from=2026.02.30", "出生日期")]
    [InlineData("birth_on.from=-999y", "出生日期")]
    [InlineData("is_active=maybe", "在册")]
    [InlineData("circle_id=nothing", "小组")]
    [InlineData("sex=,", "性别")]
    [InlineData("sex=7", "性别的代码表里没有“7”")]
    [InlineData("sex=1,7", "性别的代码表里没有“7”")]
    [InlineData("rule=nope", "没有“nope”这条规则")]
    [InlineData("identity_mask=123", "公民身份号码")]
    public async Task A_condition_that_cannot_be_read_is_named_and_left_out(string query, string label)
    {
        await FillAsync();
        var page = await officer.GetAsync(List + "?" + query);

        Assert.Equal(200, page.Status);
        Assert.Contains(page.Document.QuerySelectorAll(".note, note").Select(note => note.TextContent), text => text.Contains(label, StringComparison.Ordinal) && text.Contains("没有用上", StringComparison.Ordinal));
        Assert.Equal(3, Names(page).Count);
    }

    [Theory]
    [InlineData("nonsense=1")]
    [InlineData("sort=phone")]
    [InlineData("sort=name; drop table ledger.entrant")]
    [InlineData("after=nobody")]
    [InlineData("q=%27%3B--")]
    [InlineData("q=%25")]
    [InlineData("q=%00")]
    [InlineData("locality_path=1.")]
    public async Task Nonsense_in_the_address_harms_nothing(string query)
    {
        await FillAsync();
        Assert.Equal(200, (await officer.GetAsync(List + "?" + query)).Status);
        Assert.Equal(3, Names(await officer.GetAsync(List)).Count);
    }

    [Fact]
    public async Task An_empty_list_says_which_condition_stands_in_the_way()
    {
        await FillAsync();
        var page = await officer.GetAsync(List + "?sex=2&score.to=1");

        Assert.Empty(Names(page));
        Assert.Contains("去掉“得分 ≤ 1”有 2 人", page.Text);
    }

    [Fact]
    public async Task An_empty_list_advises_only_what_brings_somebody()
    {
        await FillAsync();

        var searched = await officer.GetAsync(List + "?q=zz&sex=2");
        Assert.Equal(["去掉查找“zz”", "全部去掉"], searched.Document.QuerySelectorAll(".empty .actions a").Select(link => link.TextContent));
        Assert.Contains("去掉查找“zz”有 2 人", searched.In(".empty"));
        // No single one stands in the way.
        var several = await officer.GetAsync(List + "?sex=2&score.to=1&birth_on.to=1950.01");
        Assert.Contains("只按“女”有 2 人；只按“得分 ≤ 1”有 1 人", several.In(".empty"));
        Assert.Contains("只按“女”", several.Document.QuerySelectorAll(".empty .actions a").Select(link => link.TextContent));
    }

    [Fact]
    public async Task A_list_is_narrowed_by_age_and_shows_month_and_age()
    {
        await FillAsync();
        await ledger.Host.DoAsync($"update ledger.entrant set birth_on = '{Clock.Today.AddYears(-40).AddDays(1 - Clock.Today.Day):yyyy-MM-dd}' where name = '年轻男'");

        Assert.Equal(["年轻男", "年长女"], Names(await officer.GetAsync(List + "?birth_on.age.from=40")).Order(StringComparer.Ordinal));
        Assert.Equal(["年轻女", "年轻男"], Names(await officer.GetAsync(List + "?birth_on.age.to=40")).Order(StringComparer.Ordinal));
        var both = await officer.GetAsync(List + "?birth_on.age.from=40&birth_on.age.to=40");
        Assert.Equal(["年轻男"], Names(both));
        Assert.Contains($"{Clock.Today.Year - 40}.{Clock.Today.Month:00}（40岁）", both.In("tbody"));
        Assert.Contains("40 岁及以下", both.In(".list-tools .bar"));
        Assert.Equal("40", both.Document.QuerySelector("input[name='birth_on.age.to']")?.GetAttribute("value"));
        Assert.Contains("没有用上", (await officer.GetAsync(List + "?birth_on.age.from=old")).In(".note"));
    }

    [Fact]
    public async Task A_record_leads_to_its_neighbours_in_the_list_as_it_was_left()
    {
        var path = await ledger.PathOfAsync(TestHost.County);
        var rows = new List<Guid>();
        foreach (var name in (string[])["甲一人", "乙二人", "丙三人"]) rows.Add(await ledger.AddEntrantAsync(path, name, rank: rows.Count));
        await ledger.Host.DoAsync("update ledger.entrant set sex = '2' where name <> '乙二人'");
        static string? Name(Answer page, string rel) => page.Document.QuerySelector($"a[rel={rel}]")?.GetAttribute("title")?.Split('　')[0];

        var middle = await officer.GetAsync($"{List}/{rows[1]}?handler=neighbours");
        Assert.Equal(("甲一人", "丙三人"), (Name(middle, "prev"), Name(middle, "next")));
        var first = await officer.GetAsync($"{List}/{rows[0]}?handler=neighbours&sex=2");
        Assert.Equal((null, "丙三人"), (Name(first, "prev"), Name(first, "next")));
        // Ordered by a column that one of them has nothing in, who stands last.
        await ledger.Host.DoAsync("update ledger.entrant set score = case name when '甲一人' then 10 when '丙三人' then 20 end");
        var last = await officer.GetAsync($"{List}/{rows[1]}?handler=neighbours&sort=score");
        Assert.Equal(("丙三人", null), (Name(last, "prev"), Name(last, "next")));
    }

    [Fact]
    public async Task Candidates_come_as_they_are_written()
    {
        var path = await ledger.PathOfAsync(TestHost.County);
        await ledger.Host.DoAsync($"insert into ledger.circle (locality_path, name) values ('{path}', '甲+乙“组”')");
        Assert.Contains("甲+乙“组”", (await officer.GetAsync($"{List}?handler=pick&field=circle_id&q=甲")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conditions_and_columns_that_are_kept_are_ones_own()
    {
        await FillAsync();
        using var other = await ledger.Host.SignInAsync(TestHost.County, "ledger.entrants.read");

        Assert.Equal(302, (await officer.PostFromAsync(List, List + "?handler=keep&sex=2", ("name", "我的女样员"))).Status);
        Assert.Equal(302, (await officer.PostFromAsync(List, List + "?handler=columns", ("columns", "post"), ("columns", "phone"), ("columns", "nonsense"))).Status);
        await TestHost.UntilAsync(async () => await officer.GetAsync(List) is var page && page.Text.Contains("我的女样员", StringComparison.Ordinal) && Heads(page).Contains("手机"), "the kept condition and columns");

        var mine = await officer.GetAsync(List);
        Assert.Equal(["姓名", "岗位", "手机"], Heads(mine));
        var theirs = await other.GetAsync(List);
        Assert.DoesNotContain("我的女样员", theirs.Text);
        Assert.Contains("性别", Heads(theirs));
        var id = await ledger.Host.AskAsync<Guid>("select id from org.saved_condition where name = '我的女样员'");
        await other.PostFromAsync(List, List + "?handler=forget", ("saved", id.ToString()));
        Assert.Equal(1, await ledger.Host.AskAsync<long>("select count(*) from org.saved_condition where name = '我的女样员'"));
        await officer.PostFromAsync(List, List + "?handler=forget", ("saved", id.ToString()));
        Assert.Equal(0, await ledger.Host.AskAsync<long>("select count(*) from org.saved_condition where name = '我的女样员'"));
    }

    [Fact]
    public async Task An_export_has_the_rows_and_order_of_the_list_no_formula_and_nothing_unmasked()
    {
        var path = await ledger.PathOfAsync(TestHost.Township);
        string[] evil = ["=HYPERLINK(\"http://x\",\"y\")", "+1+1", "-2+3", "@SUM(A1)", "\tcmd", "=cmd|' /C calc'!A0"];
        for (var i = 0; i < evil.Length; i++)
        {
            var id = await ledger.AddEntrantAsync(path, $"陶静{(char)('一' + i)}", "530***********0017", rank: -i);
            await ledger.Host.DoAsync($"update ledger.entrant set post = $${evil[i]}$$, score = {i}, phone = '13900001234' where id = '{id}'");
        }
        await ledger.AddEntrantAsync(await ledger.PathOfAsync(TestHost.Neighbour), "外地人");
        await officer.PostFromAsync(List, List + "?handler=columns", ("columns", "post"), ("columns", "identity_mask"), ("columns", "phone"), ("columns", "score"));
        await TestHost.UntilAsync(async () => Heads(await officer.GetAsync(List)).Contains("手机"), "the columns");

        foreach (var query in (string[])["", "&sort=score&dir=desc", "&score.to=2", "&q=静"])
        {
            var shown = Names(await officer.GetAsync($"{List}?{query.TrimStart('&')}"));
            var answer = await officer.PostFromAsync(List, $"{List}?handler=export{query}");
            Assert.Equal(200, answer.Status);
            using var book = SpreadsheetDocument.Open(await answer.Message.Content.ReadAsStreamAsync(), isEditable: false);
            var cells = book.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Cell>().ToList();

            Assert.DoesNotContain(cells, cell => cell.CellFormula is not null);
            Assert.Empty(book.WorkbookPart.ExternalWorkbookParts);
            var texts = cells.Select(cell => cell.DataType?.Value == CellValues.SharedString ? book.WorkbookPart.SharedStringTablePart!.SharedStringTable!.ElementAt(int.Parse(cell.InnerText)).InnerText : cell.InnerText).ToList();
            Assert.Equal(shown, texts.Where(text => text.StartsWith("陶静", StringComparison.Ordinal)));
            Assert.DoesNotContain("外地人", texts);
            Assert.Contains("530***********0017", texts);
            Assert.Contains("139****1234", texts);
            Assert.DoesNotContain(texts, text => text.Contains("13900001234", StringComparison.Ordinal));
        }
        Assert.Equal(4, await ledger.Host.AskAsync<long>("select count(*) from audit.entry where deed = '导出' and register = 'entrants'"));

        await officer.PostFromAsync(List, List + "?handler=export&q=990121198003070015");
        Assert.Equal(0, await ledger.Host.AskAsync<long>("select count(*) from audit.entry e where e::text like '%990121198003070015%'"));
    }

    [Theory]
    [InlineData("静", "陶静安")]
    [InlineData("静安", "陶静安")]
    [InlineData("陶静安", "陶静安")]
    [InlineData("陶安", "")]
    [InlineData("taojingan", "陶静安")]
    [InlineData("TaoJ", "陶静安")]
    [InlineData("tja", "陶静安")]
    [InlineData("ｔｊａ", "陶静安")]
    [InlineData("0017", "陶静安")]
    [InlineData("001x", "单雄飞")]
    [InlineData("shan", "单雄飞")]
    [InlineData("dan", "")]
    [InlineData("艾合买提·玉素甫", "艾合买提·玉素甫")]
    [InlineData("艾合买提玉", "艾合买提·玉素甫")]
    [InlineData("𠮷", "王𠮷祥")]
    [InlineData("王𠮷祥", "王𠮷祥")]
    [InlineData("𠮷祥", "王𠮷祥")]
    public async Task A_name_is_found_by_any_piece_pinyin_initials_or_the_tail_of_the_number(string typed, string found)
    {
        var path = await ledger.PathOfAsync(TestHost.County);
        await ledger.AddEntrantAsync(path, "陶静安", "530***********0017");
        await ledger.AddEntrantAsync(path, "单雄飞", "530***********001X");
        await ledger.AddEntrantAsync(path, "艾合买提·玉素甫");
        await ledger.AddEntrantAsync(path, "王𠮷祥");
        await ledger.AddEntrantAsync(await ledger.PathOfAsync(TestHost.Neighbour), typed is "陶安" or "dan" ? "陶静安" : found);

        Assert.Equal(found == "" ? [] : [found], Names(await officer.GetAsync($"{List}?q={Uri.EscapeDataString(typed)}")));
        Assert.Equal(found == "" ? [] : [found], Names(await officer.GetAsync($"{List}?sort=score&q={Uri.EscapeDataString(typed)}")));
    }

    /// <summary>Brackets in names of organisations are full-width; people type either.</summary>
    [Theory]
    [InlineData("支部（临时")]
    [InlineData("支部(临时")]
    [InlineData("第一 支部")]
    public async Task A_name_with_brackets_or_spaces_is_found_however_they_are_typed(string typed)
    {
        using var other = await ledger.Host.SignInAsync(TestHost.County, "ledger.circles.read");
        await ledger.Host.DoAsync("truncate ledger.circle, ledger.circle_gram cascade");
        await ledger.Host.DoAsync($"insert into ledger.circle (locality_path, name) values ('{await ledger.PathOfAsync(TestHost.County)}', '第一 支部（临时）')");

        Assert.Equal(["第一 支部（临时）"], Names(await other.GetAsync($"/{TestHost.County}/ledger/circles?q={Uri.EscapeDataString(typed)}")));
    }

    async Task FillAsync()
    {
        var path = await ledger.PathOfAsync(TestHost.County);
        foreach (var (name, sex, birth, score) in ((string, string, string, int)[])[("年轻女", "2", "1990-01-01", 90), ("年长女", "2", "1960-01-01", 80), ("年轻男", "1", "1990-01-01", 1)])
            await ledger.Host.DoAsync($"update ledger.entrant set sex = '{sex}', birth_on = '{birth}', score = {score} where id = '{await ledger.AddEntrantAsync(path, name)}'");
    }

    static List<string> Names(Answer page) => [.. page.Document.QuerySelectorAll("tbody td.name").Select(cell => cell.TextContent.Trim())];
    static List<string> Heads(Answer page) => [.. page.Document.QuerySelectorAll("table.tbl thead th:not(.tick)").Select(head => head.TextContent.Trim()).Where(head => head != "所在区划")];
    static string? Link(Answer page, string text) => page.Document.QuerySelectorAll("a[href]").FirstOrDefault(link => link.TextContent.Contains(text, StringComparison.Ordinal))?.GetAttribute("href");
}
