namespace OrgWork.Department;

/// <summary>Four waves of 三个满意 in every organisation department, and votes of its board; one wave is still to be counted.</summary>
static class PollDemo
{
    sealed record Wave(Guid Id, DemoUnit Owner, string Period, DateOnly On, bool IsCounted, int N);

    static readonly (string Name, int People)[] Groups = [("上级机关", 12), ("服务对象", 60), ("基层群众", 120)];

    public static async Task FillAsync(DemoCity city, CancellationToken stop)
    {
        var today = DemoCity.Today;
        var waves = city.Units.Where(unit => unit.Kind == "3203").SelectMany((owner, u) => ((string Period, DateOnly On)[])[($"{today.Year - 1} 年上半年", new(today.Year - 1, 6, 20)), ($"{today.Year - 1} 年下半年", new(today.Year - 1, 12, 12)), ($"{today.Year} 年上半年", new(today.Year, 6, 18)), ($"{today.Year} 年下半年", today.AddDays(-3))]
            is var all ? all.Select((one, n) => new Wave(city.IdFor("wave", u * 10 + n), owner, one.Period, one.On, n < 3, n)) : []).ToList();
        var votes = city.Units.Where(unit => unit.Kind == "3203").Select((owner, u) => new Wave(city.IdFor("board vote", u), owner, "", new(today.Year, 9, 8), true, u)).ToList();
        var items = SatisfactionPoll.Kind.Items;
        string[] matters = ["修订部机关内部控制制度", "年度评优名单", "购置档案密集架"];

        int[] Answers(Wave wave, int g, int i)
        {
            var random = city.RandomFor("answers", wave.Owner.Locality.Id * 1000L + wave.N * 100 + g * 10 + i);
            var returned = Returned(g);
            var bad = random.Next(0, 2 + returned / 25);
            var unknown = random.Next(0, 1 + returned / 20);
            var middling = random.Next(returned / 10, returned / 4 + 1);
            return [returned - 1 - bad - unknown - middling, middling, bad, unknown];
        }
        static int Returned(int g) => Groups[g].People - 2 - g * 3;

        await city.CopyAsync("org.poll", waves.Select(wave => (wave, isVote: false)).Concat(votes.Select(wave => (wave, isVote: true))).Select(one => new
        {
            id = one.wave.Id, locality_path = one.wave.Owner.Locality.Path, module = "department", kind = one.isVote ? "decisions" : "satisfaction", title = one.isVote ? "部务会第 9 次会议票决" : $"{one.wave.Period}三个满意测评", form = one.isVote ? "each" : "some", choices = one.isVote ? (string[])["1", "2", "3"] : ["1", "2", "3", "4"], way = "paper",
            state = one.wave.IsCounted ? "signed" : "draft", held_on = one.wave.On, period = one.isVote ? null : one.wave.Period, place = one.isVote ? "部机关会议室" : "上门发放", tellers = "机关党支部、派驻纪检组", counter = "办公室", presider = one.isVote ? "部长" : null, minimum = 5,
            summary = !one.wave.IsCounted ? null : one.isVote ? "通过 2 项：修订部机关内部控制制度、年度评优名单" : $"满意率 {Ballots.Percent(Share(one.wave))}", signed_on = one.wave.IsCounted ? one.wave.On.AddDays(2) : (DateOnly?)null, signed_by_name = one.wave.IsCounted ? "梁叶青" : null,
        }), stop);
        await city.CopyAsync("org.poll_group", waves.SelectMany(wave => Groups.Select((group, g) => new { poll_id = wave.Id, number = (short)(g + 1), locality_path = wave.Owner.Locality.Path, name = group.Name, eligible = Number(wave, group.People), present = Number(wave, group.People), issued = Number(wave, group.People), returned = Number(wave, Returned(g)), invalid = Number(wave, 1) }))
            .Concat(votes.Select(wave => new { poll_id = wave.Id, number = (short)1, locality_path = wave.Owner.Locality.Path, name = "部务会成员", eligible = (int?)9, present = (int?)8, issued = (int?)8, returned = (int?)8, invalid = (int?)0 })), stop);
        await city.CopyAsync("org.poll_item", waves.SelectMany(wave => items.Select((item, i) => new { poll_id = wave.Id, number = (short)(i + 1), locality_path = wave.Owner.Locality.Path, title = item, outcome = (string?)null }))
            .Concat(votes.SelectMany(wave => matters.Select((item, i) => new { poll_id = wave.Id, number = (short)(i + 1), locality_path = wave.Owner.Locality.Path, title = item, outcome = (string?)(i == 2 ? "failed" : "passed") }))), stop);
        await city.CopyAsync("org.poll_count", waves.Where(wave => wave.IsCounted).SelectMany(wave => Groups.SelectMany((_, g) => items.SelectMany((_, i) => Answers(wave, g, i).Select((count, c) => new { poll_id = wave.Id, group_number = (short)(g + 1), item_number = (short)(i + 1), choice = $"{c + 1}", locality_path = wave.Owner.Locality.Path, votes = count }))))
            .Concat(votes.SelectMany(wave => matters.SelectMany((_, i) => ((int[])(i == 2 ? [4, 3, 1] : [8 - i, 0, i])).Select((count, c) => new { poll_id = wave.Id, group_number = (short)1, item_number = (short)(i + 1), choice = $"{c + 1}", locality_path = wave.Owner.Locality.Path, votes = count })))), stop);

        static int? Number(Wave wave, int number) => wave.IsCounted ? number : null;
        decimal? Share(Wave wave) => new Tally(PollForm.Some, ["1", "2", "3", "4"], [.. Groups.Select((group, g) => new TallyGroup { Number = (short)(g + 1), Name = group.Name })], [.. items.Select((item, i) => new TallyItem { Number = (short)(i + 1), Title = item })],
            [.. Groups.SelectMany((_, g) => items.SelectMany((_, i) => Answers(wave, g, i).Select((count, c) => new TallyCount((short)(g + 1), (short)(i + 1), $"{c + 1}", count))))]).Share(["1", "2"]);
    }
}
