namespace OrgWork.Ui;

/// <summary>The user's long work, in the banner.</summary>
public static class Tasks
{
    public static string Words(Frame frame) => (frame.Tasks.Open, frame.Tasks.Unseen) switch
    {
        (0, var unseen) => $"任务办完 {unseen}",
        (var open, 0) => $"任务进行中 {open}",
        var (open, unseen) => $"任务进行中 {open}，办完 {unseen}",
    };
}
