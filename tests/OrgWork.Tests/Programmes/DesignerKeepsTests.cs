using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Programmes;

/// <summary>Whatever the language of descriptions has, the designer keeps when a part is saved, and has a form for.</summary>
public sealed class DesignerKeepsTests(DesignHost at) : IClassFixture<DesignHost>
{
    [Theory]
    [InlineData("leitaisai")]
    [InlineData("juzhang-jiangtan")]
    [InlineData("meiri-baogao")]
    [InlineData("liuda-gongcheng")]
    [InlineData("yingcai-jihua")]
    public async Task A_description_whose_parts_are_opened_and_saved_as_they_stand_is_what_it_was(string key)
    {
        var design = await at.ReceiveAsync(ShelfTests.DescriptionOf(key).ToJson());
        var before = await DraftAsync(design);
        foreach (var register in before.AllRegisters) await at.SaveAsync(DesignHost.Page(design, "fields") + "&register=" + register.Key);
        foreach (var part in (string[])["participants", "steps", "figures", "lights", "papers"]) await at.SaveAsync(DesignHost.Page(design, part));
        Assert.Equal(before.ToJson(), (await DraftAsync(design)).ToJson());
    }

    [Fact]
    public async Task What_goes_to_whose_record_is_said_in_the_browser_and_an_item_with_the_mark_in_its_name_is_one()
    {
        var design = await NewAsync("讲坛", "讲课", "题目、讲课日期、讲课人、得分、名次、科室、单位");
        var fields = DesignHost.Page(design, "fields");
        await at.SaveAsync(fields, ("kind.1", "Date"), ("kind.2", "Listed"), ("range.2", "在职干部"), ("kind.3", "Number"), ("kind.4", "Number"), ("label.5", "科室、单位"), ("closed.6", "1"));
        var talks = (await DraftAsync(design)).Registers[0];
        string Key(string label) => talks.Open.First(field => field.Label == label).Key;
        Assert.Contains("没有“分数”这一项", (await at.SendAsync(fields, ($"tell_says.{Key("讲课人")}", "分数、名次"))).Text, StringComparison.Ordinal);
        await at.SaveAsync(fields, ($"tell_says.{Key("讲课人")}", "得分、科室、单位、名次"), ($"tell_on.{Key("讲课人")}", "讲课日期"));
        var tells = Assert.Single((await DraftAsync(design)).Registers[0].Tells);
        Assert.Equal((Key("讲课人"), Key("讲课日期"), $"{Key("得分")} {Key("科室、单位")} {Key("名次")}"), (tells.About, tells.On, string.Join(' ', tells.Says)));
        // Whoever takes it up is told what will stand on whose record; the form reads it back.
        Assert.Contains("讲课：得分、科室、单位、名次记到“讲课人”在在职干部里的记录上", await at.ReviewAsync(design), StringComparison.Ordinal);
        Assert.Equal("得分、科室、单位、名次", (await at.Admin.GetAsync(fields)).Document.QuerySelector($"[name='tell_says.{Key("讲课人")}']")!.GetAttribute("value"));
        await at.SaveAsync(fields, ($"tell_says.{Key("讲课人")}", ""));
        Assert.Empty((await DraftAsync(design)).Registers[0].Tells);
    }

    [Fact]
    public async Task Orders_that_open_rounds_are_designed_with_plain_words_and_a_level_in_brackets_is_one_option()
    {
        var design = await NewAsync("防汛", "日报", "日报、投入人数");
        await AddRegisterAsync(design, "调度令");
        var orders = (await DraftAsync(design)).Registers[1].Key;
        await at.SaveAsync(DesignHost.Page(design, "fields") + "&register=" + orders, ("label.1", "谁报"), ("kind.1", "Code"), ("range.1", "县（市、区）、乡镇"), ("label.2", "多久一报"), ("kind.2", "Code"), ("range.2", "每天、每周"), ("label.3", "起"), ("kind.3", "Date"), ("label.4", "止"), ("kind.4", "Date"));
        var fields = DesignHost.Page(design, "fields");
        var who = (await DraftAsync(design)).Registers[1].Open.First(field => field.Label == "谁报");
        Assert.Equal(["县（市、区）", "乡镇"], who.Options.Select(option => option.Name));
        var daily = (await DraftAsync(design)).Registers[0];
        await at.SaveAsync($"{fields}&register={daily.Key}", ("kind.1", "Number"), ("round_every", "day"), ("round_days", "0"), ("orders_of", orders), ("orders_places", "谁报"), ("orders_every", "多久一报"), ("orders_from", "起"), ("orders_until", "止"));
        Assert.Contains("没有“报送人”这一项", (await at.SendAsync($"{fields}&register={daily.Key}", ("orders_places", "报送人"))).Text, StringComparison.Ordinal);
        var module = await at.PublishAsync(design, 1);
        using var officer = await at.OfficerAsync(module);
        var described = (await DraftAsync(design)).Registers[1];
        string Key(string label) => described.Open.First(field => field.Label == label).Key;
        var home = $"/{TestHost.County}/{module}";
        var order = await DesignHost.AddAsync(officer, $"{home}/{orders}", (described.Name!.Key, "防汛调度"), (Key("谁报"), who.Options[1].Value), (Key("多久一报"), "1"), (Key("起"), Dates.Format(Clock.Today)), (Key("止"), Dates.Format(Clock.Today.AddDays(3))));
        var opened = await officer.DoDeedAsync($"{home}/{orders}", "open-now", order);
        Assert.True(opened.Status == 302, opened.Why());
        Assert.Equal(await at.Host.AskAsync<long>($"select count(*) from org.locality where kind = 4 and code like '{TestHost.County}%'"), await at.Host.AskAsync<long>($"select count(*) from {module}.{daily.Key} where round_label = '防汛调度 {Dates.Format(Clock.Today)}'"));
        // The rhythm of the description itself asks nobody any more, once orders do.
        Assert.Equal(0, await at.Host.AskAsync<long>($"select count(*) from {module}.{daily.Key} where round_label = '{Dates.Format(Clock.Today)}'"));
    }

    async Task<ProgrammeDescription> DraftAsync(string design) => ProgrammeDescription.Parse((await at.Host.AskAsync<string>($"select draft::text from programmes.design where id = '{design}'"))!);

    async Task<string> NewAsync(string name, string title, string columns)
    {
        var made = await at.Admin.PostAsync($"/{TestHost.County}/programmes/design/new", ("name", name), ("title", title), ("columns", columns), ("pasted", ""), ("sphere", "9"));
        Assert.True(made.Status == 302, made.In(".note"));
        return made.Location!.Split('/')[^1].Split('?')[0];
    }

    async Task AddRegisterAsync(string design, string title)
    {
        var page = DesignHost.Page(design, "fields");
        var token = (await at.Admin.GetAsync(page)).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var made = await at.Admin.PostBareAsync(page, [("new_title", title), ("new_noun", ""), ("under", ""), ("version", $"{await at.VersionOfAsync(design)}"), ("part", "fields"), ("then", "add"), ("__RequestVerificationToken", token)]);
        Assert.True(made.Status == 302, made.In(".note"));
    }
}
