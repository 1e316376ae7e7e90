<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>LogText</name>
    <message numerus="yes">
        <source>%Ln event(s) are missing here: there were too many to keep</source>
        <translation>
            <numerusform>%Ln event is missing here: there were too many to keep</numerusform>
            <numerusform>%Ln events are missing here: there were too many to keep</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::KickDialog</name>
    <message numerus="yes">
        <source>Kick %Ln peer(s)</source>
        <translation>
            <numerusform>Kick %Ln peer</numerusform>
            <numerusform>Kick %Ln peers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::Kicking</name>
    <message numerus="yes">
        <source>Kicked %Ln peer(s).</source>
        <translation>
            <numerusform>Kicked %Ln peer.</numerusform>
            <numerusform>Kicked %Ln peers.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::LogPane</name>
    <message numerus="yes">
        <source>%Ln line(s)</source>
        <translation>
            <numerusform>%Ln line</numerusform>
            <numerusform>%Ln lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Log, %Ln line(s)</source>
        <translation>
            <numerusform>Log, %Ln line</numerusform>
            <numerusform>Log, %Ln lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::MainWindow</name>
    <message numerus="yes">
        <source>Stop and disconnect %Ln peer(s)?</source>
        <translation>
            <numerusform>Stop and disconnect %Ln peer?</numerusform>
            <numerusform>Stop and disconnect %Ln peers?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Quit and disconnect %Ln peer(s)?</source>
        <translation>
            <numerusform>Quit and disconnect %Ln peer?</numerusform>
            <numerusform>Quit and disconnect %Ln peers?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::PeerPane</name>
    <message numerus="yes">
        <source>%Ln peer(s)</source>
        <translation>
            <numerusform>%Ln peer</numerusform>
            <numerusform>%Ln peers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Peers, %Ln row(s)</source>
        <translation>
            <numerusform>Peers, %Ln row</numerusform>
            <numerusform>Peers, %Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::RoomModel</name>
    <message numerus="yes">
        <source>%1, %Ln peer(s)</source>
        <translation>
            <numerusform>%1, %Ln peer</numerusform>
            <numerusform>%1, %Ln peers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::RoomPane</name>
    <message numerus="yes">
        <source>Rooms, %Ln entries</source>
        <translation>
            <numerusform>Rooms, %Ln entry</numerusform>
            <numerusform>Rooms, %Ln entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::StatusLine</name>
    <message numerus="yes">
        <source>%Ln peer(s)</source>
        <translation>
            <numerusform>%Ln peer</numerusform>
            <numerusform>%Ln peers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln room(s)</source>
        <translation>
            <numerusform>%Ln room</numerusform>
            <numerusform>%Ln rooms</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::TrafficModel</name>
    <message numerus="yes">
        <source>%Ln peer(s)</source>
        <translation>
            <numerusform>%Ln peer</numerusform>
            <numerusform>%Ln peers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::TrafficPane</name>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Messages, %Ln line(s)</source>
        <translation>
            <numerusform>Messages, %Ln line</numerusform>
            <numerusform>Messages, %Ln lines</numerusform>
        </translation>
    </message>
</context>
</TS>
