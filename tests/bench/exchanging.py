"""Rows of session files: a chat of many turns, with all their calls, goes out and comes in while another chat writes."""
