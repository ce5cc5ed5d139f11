namespace OrgWork.Cadres.Joining;

/// <summary>The members' register has corrected when somebody joined the Party: whoever keeps the same person's cadre file is told on that file.</summary>
static class JoiningCorrected
{
    public static readonly Listener Listener = Listener.To<RecordChanged>("grassroots.joining_corrected", 1, HandleAsync);

    sealed record Cadre(Guid Id, string LocalityPath, string Name, DateOnly? PartyJoinedOn);

    static async Task HandleAsync(Db db, Told<RecordChanged> told, CancellationToken stop)
    {
        var cadre = await db.FirstAsync<Cadre>("select id, locality_path, name, party_joined_on from cadre where person_id = @Person and removed_at is null", new { told.Content.Person }, stop);
        if (cadre is null || !Dates.TryParse(told.Content.After.GetValueOrDefault("joined_on"), out var joined, out _)) return;
        if (cadre.PartyJoinedOn is { } here && Month.Of(here) == Month.Of(joined)) return;
        await db.RecordAsync(new(DeedKind.Notice, "files", cadre.Id, cadre.LocalityPath, cadre.Name,
            [new("党员名册的入党时间", told.Content.Before.GetValueOrDefault("joined_on"), told.Content.After.GetValueOrDefault("joined_on"))], "党员名册更正了入党时间，与本册不同，请核对"), stop);
    }
}
