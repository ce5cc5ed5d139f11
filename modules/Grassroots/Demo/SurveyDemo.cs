namespace OrgWork.Grassroots;

/// <summary>党员需求调查 and 政治生态问卷 of some branches in each county: last year's signed, this year's partly still being held. Planted: a branch whose team is judged badly.</summary>
static class SurveyDemo
{
    sealed record Survey(Guid Id, PollKind Kind, PlannedOrganisation Branch, DateOnly On, bool IsSigned, int Nth);

    /// <summary>Below ten somebody could be found out.</summary>
    const int BranchesOfCounty = 8, LeastMembers = 10;

    public static async Task FillAsync(DemoCity city, OrganisationPlan plan, CancellationToken stop)
    {
        var thisYear = DemoCity.Today.Year;
        var branches = plan.Organisations.Where(organisation => organisation.IsBranch && organisation.MemberCount >= LeastMembers).GroupBy(organisation => string.Join('.', organisation.Path.Split('.').Take(2))).SelectMany(county => county.Take(BranchesOfCounty)).ToList();
        var surveys = branches.SelectMany((branch, n) => ((PollKind Kind, DateOnly On, bool IsSigned)[])
        [
            (NeedSurvey.Kind, new(thisYear - 1, 3, 18), true), (NeedSurvey.Kind, new(thisYear, 3, 20), n % 4 != 3),
            (CulturePoll.Kind, new(thisYear - 1, 11, 6), true), (CulturePoll.Kind, new(thisYear, 11, 5), n % 3 != 2),
        ] is var all ? all.Select((one, i) => new Survey(city.IdFor("survey", n * 10 + i), one.Kind, branch, one.On, one.IsSigned, n)) : []).ToList();

        int Returned(Survey survey) => survey.Branch.MemberCount - 1 - survey.Nth % 2;
        // One part of the answers for each choice; the last takes what is left.
        int[] Answers(Survey survey, int item)
        {
            var random = city.RandomFor("survey answers", survey.Nth * 1_000L + survey.On.DayOfYear * 10 + item + survey.On.Year);
            var left = Returned(survey) - 1;
            var shares = survey.Kind == NeedSurvey.Kind ? (int[])[5 + random.Next(20), 20 + random.Next(25)] : survey.Nth == 2 ? [20, 25, 30, 15] : [55 + random.Next(15), 20 + random.Next(8), 8, 2];
            var answers = shares.Select(share => left * share / 100).ToList();
            return [.. answers, left - answers.Sum()];
        }
        decimal Share(Survey survey)
        {
            var all = survey.Kind.Items.SelectMany((_, item) => Answers(survey, item).Select((votes, choice) => (votes, choice))).ToList();
            return Math.Round(100m * all.Where(one => survey.Kind.Favourable.Contains($"{one.choice + 1}")).Sum(one => one.votes) / all.Sum(one => one.votes), 2, MidpointRounding.AwayFromZero);
        }

        await city.CopyAsync("org.poll", surveys.Select(survey => new
        {
            id = survey.Id, locality_path = survey.Branch.Path, module = "grassroots", kind = survey.Kind.Id, title = $"{survey.Branch.ShortName}{survey.On.Year} 年{survey.Kind.Title}", form = "some", choices = survey.Kind.Choices.Codes.Select(code => code.Value).ToArray(), way = "paper",
            state = survey.IsSigned ? "signed" : "draft", held_on = survey.On, period = $"{survey.On.Year}", place = "党员活动室", subject_id = survey.Branch.Id, tellers = "支部委员会", counter = "组织委员", minimum = 5,
            summary = survey.IsSigned ? $"{survey.Kind.ShareName} {Ballots.Percent(Share(survey))}" : null, signed_on = survey.IsSigned ? survey.On.AddDays(3) : (DateOnly?)null, signed_by_name = survey.IsSigned ? survey.Branch.Secretary?.Name ?? "支部书记" : null,
        }), stop);
        await city.CopyAsync("org.poll_group", surveys.Select(survey => new
        {
            poll_id = survey.Id, number = (short)1, locality_path = survey.Branch.Path, name = survey.Kind.Groups[0].Name, eligible = Number(survey, survey.Branch.MemberCount), present = Number(survey, survey.Branch.MemberCount), issued = Number(survey, survey.Branch.MemberCount),
            returned = Number(survey, Returned(survey)), invalid = Number(survey, 1),
        }), stop);
        await city.CopyAsync("org.poll_item", surveys.SelectMany(survey => survey.Kind.Items.Select((item, i) => new { poll_id = survey.Id, number = (short)(i + 1), locality_path = survey.Branch.Path, title = item, outcome = (string?)null })), stop);
        await city.CopyAsync("org.poll_count", surveys.Where(survey => survey.IsSigned).SelectMany(survey => survey.Kind.Items.SelectMany((_, i) => Answers(survey, i).Select((votes, choice) => new { poll_id = survey.Id, group_number = (short)1, item_number = (short)(i + 1), choice = $"{choice + 1}", locality_path = survey.Branch.Path, votes }))), stop);

        static int? Number(Survey survey, int number) => survey.IsSigned ? number : null;
    }
}
